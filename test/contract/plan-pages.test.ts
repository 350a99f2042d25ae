import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printAct } from '../../src/core/team-log/print-act';
import { printStamp } from '../../src/core/team-log/stamp';
import { watchbill } from '../helpers/cli';

/* `watchbill plan-pages`, as somebody uses it who has nothing but a shell. */

const folder = mkdtempSync(join(tmpdir(), 'watchbill-plan-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
lastResort: person:hal
people:
  - { id: ada, name: Ada }
  - { id: grace, name: Grace }
  - { id: hal, name: Hal }
schedules:
  - { id: primary, layers: [ { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week } ] }
  - { id: later, layers: [ { id: later, people: [ada], start: 2027-01-04T09:00, turn: 1 week } ] }
services:
  - { id: checkout, match: ['service="checkout"'], escalation: payments }
  - id: reports
    match: ['service="reports"']
    escalation: nobody
    supportHours: { timeZone: Europe/London, hours: [ { days: [mon], from: "09:00", to: "18:00" } ], outside: low }
  - { id: search, match: ['service="search"'] }
escalations:
  - id: payments
    repeat: 1
    repeatAfter: 20m
    steps:
      - { page: [schedule:primary] }
      - { after: 4m10s, page: [next:primary], when: { urgency: high } }
      - { after: 5m, page: [person:ada, person:hal], roundRobin: true }
  - { id: nobody, steps: [ { page: [schedule:later] } ] }
`;
writeFileSync(join(folder, 'watchbill.yaml'), TEAM);
const plan = (service: string, ...more: string[]) =>
  watchbill(['plan-pages', folder, '--service', service, '--at', '2026-03-03T10:00', ...more]);

describe('watchbill plan-pages', () => {
  it('prints whom an alert would page, when and why', async () => {
    const { code, out, err } = await plan('checkout', '--severity', 'warning');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [head, line, blank, ...steps] = out.trimEnd().split('\n') as [string, string, ...string[]];
    expect(head).toBe('checkout, warning, low urgency, escalation payments');
    expect(line).toMatch(
      /^If it opens at 2026-03-03 10:00 \+00:00 \(Europe\/London\): Ada now, (Ada again|Hal) in 5:00, /,
    );
    expect(blank).toBe('');
    expect(steps.slice(0, 2)).toEqual([
      '     0:00  step 1             Ada is on call for primary, by layer weekly, turn 1 of 2.',
      '     4:10  step 2             left out. It is for high urgency, and this is low.',
    ]);
    expect(steps[2]).toMatch(
      /^ {5}5:00 {2}step 3 {13}Nobody answered for 5 min\. (Ada|Hal) is next\. This step asks one/,
    );
    expect(steps[3]).toMatch(/^ {4}25:00 {2}step 1, round 2 /);
  });

  it('as JSON, in UTC, steps and rounds from 1', async () => {
    const { code, out } = await plan('checkout', '--json');
    expect(code).toBe(0);
    const read = JSON.parse(out);
    expect(read).toMatchObject({
      service: 'checkout',
      severity: 'critical',
      urgency: 'high',
      escalation: 'payments',
      at: '2026-03-03T10:00:00Z',
    });
    expect(read.sentence).toMatch(/^Ada now, Grace in 4:10, .*everyone in 53:20$/);
    expect(read.pages).toHaveLength(7);
    expect(read.pages[1]).toEqual({
      at: '2026-03-03T10:04:10Z',
      after: 250,
      kind: 'step',
      step: 2,
      round: 1,
      people: [
        {
          person: 'grace',
          why: 'Nobody answered for 4 min 10 s. Grace is on call for primary after Ada.',
          away: false,
        },
      ],
      everyone: false,
      inTurn: false,
      skippedBecause: null,
    });
    expect(read.pages[6]).toMatchObject({
      kind: 'everyone',
      step: null,
      round: 2,
      after: 3200,
      everyone: true,
    });
  });

  it('P8: says so where only the last resort is left; what has no escalation of its own does what is usual', async () => {
    const gap = await plan('reports');
    expect(gap.code).toBe(0);
    expect(gap.out).toContain('Nobody is on call for later, so Hal is paged, as the last resort.');
    // Outside its support hours; critical stays high.
    expect(gap.out).toContain('reports, critical, high urgency');
    expect((await plan('reports', '--severity', 'error')).out).toContain('reports, error, low urgency');
    for (const service of ['search', 'unrouted'])
      expect((await plan(service)).out).toContain('(Europe/London): Ada now, everyone in 5:00\n');
  });

  it('counts with what the log says: who stands in, whose desktop sleeps', async () => {
    const said = join(folder, 'log');
    mkdirSync(said, { recursive: true });
    const stamp = { ms: Date.UTC(2026, 2, 3, 9, 30), count: 0, desktop: 'laptop' };
    const act = { stamp, by: 'ada', body: { kind: 'desktopWent', to: 'asleep' } as const };
    writeFileSync(join(said, 'laptop.jsonl'), `${printAct({ id: printStamp(stamp), ...act })}\n`);
    const { out } = await plan('checkout');
    expect(out).toContain('(Europe/London): Ada (away) and Grace now, ');
    expect(out).toContain('by layer weekly, turn 1 of 2. (Away from their desktop: Ada.)');
    expect(out).toContain('Whoever was asked before is away from their desktop. Grace is on call');
    rmSync(said, { recursive: true });
  });

  it('says what is wrong with the call, and with the team', async () => {
    const unknown = await plan('chekout');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain(
      'there is no service "chekout"; there are checkout, reports, search, unrouted. Did you mean "checkout"?',
    );
    const [none, when, severity, help] = await Promise.all([
      watchbill(['plan-pages', folder]),
      watchbill(['plan-pages', folder, '--service', 'search', '--at', 'soon']),
      plan('search', '--severity', 'loud'),
      watchbill(['plan-pages', '--help']),
    ]);
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toContain('--service <id> is needed');
    expect(when).toMatchObject({ code: 2 });
    expect(when.err).toContain('--at "soon" is no time');
    expect(severity).toMatchObject({ code: 2 });
    expect(severity.err).toContain('--severity "loud" is none of critical, error, warning, info');
    expect(help).toMatchObject({ code: 0 });
    expect(help.out).toContain('watchbill plan-pages <folder|file>');
    const missing = await watchbill(['plan-pages', join(folder, 'none'), '--service', 'search']);
    expect(missing.code).toBe(1);
  });

  it('says so where nobody, or nothing yet, says whom to page', async () => {
    const other = mkdtempSync(join(folder, 'other-'));
    const head = 'watchbill: 1\nteam: New\ntimeZone: UTC\n';
    writeFileSync(join(other, 'watchbill.yaml'), head);
    const empty = await watchbill(['plan-pages', other, '--service', 'unrouted']);
    expect(empty.code).toBe(0);
    expect(empty.out).toContain('There is no rota yet, so every desktop pages whoever sits there.');
    writeFileSync(join(other, 'watchbill.yaml'), `${head}schedules: [ { id: primary, layers: [] } ]\n`);
    const nobody = await watchbill(['plan-pages', other, '--service', 'unrouted']);
    expect(nobody.code).toBe(1);
    expect(nobody.out).toContain('Nobody: the team has no people.');
  });
});
