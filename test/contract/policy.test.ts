import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';
import type { EscalationDraft, ServiceDraft } from '../../src/contract/policy/policy-views';
import { makeLabels } from '../../src/core/alert/labels';
import type { IncidentId } from '../../src/core/kernel/ids';
import { replay } from '../../src/core/replay/replay';
import type { ReplayEvent } from '../../src/core/replay/replay-event';
import { summaryOf } from '../../src/core/replay/summary';
import { rotaOf } from '../../src/core/schedule/rota';
import { readTeam } from '../../src/core/team/read';
import { DAY, MINUTE } from '../../src/core/time/duration';
import { startEngine } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/running-engine';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { floodAlerts } from '../helpers/flood';
import { alertOf, BEGIN } from '../helpers/step-story';

/* The calls of the policy editor on a real engine: what is typed is checked at its field, replayed, and saved. */

const TEAM = `watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
services:
  # The shop first.
  - { id: checkout, name: Checkout, match: ['namespace="pay"'], escalation: first }
  - { id: search, match: ['namespace="search"'], escalation: first }
schedules:
  - { id: primary, layers: [ { id: always, people: [ada], start: 2026-01-05T09:00, turn: 1 week } ] }
escalations:
  - { id: first, steps: [ { page: ["schedule:primary"] }, { after: 4m, page: ["person:grace"] } ] }
`;

let root: string;
let engine: Engine;
const file = () => join(root, 'team', 'watchbill.yaml');
const text = () => readFileSync(file(), 'utf8');

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'watchbill-policy-'));
  mkdirSync(join(root, 'team'));
  mkdirSync(join(root, 'data'));
  writeFileSync(file(), TEAM);
  engine = await startEngine({
    teamFolder: join(root, 'team'),
    dataFolder: join(root, 'data'),
    me: 'ada',
    port: 0,
    notifiers: [],
    secrets: secretsFile(join(root, 'data', 'secrets.json')),
    clock: { now: () => Date.now() },
    log: { info() {}, warn() {}, error() {} },
    workerUrl: null,
    version: '0.0.0-test',
  });
  await engine.ready;
}, 60_000);
afterAll(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});

type Name = 'policy.get' | 'policy.check' | 'policy.preview' | 'policy.save';
async function ask<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
  const handler = engine.handlers[name] as (input: Input<N>) => Promise<Output<N>> | Output<N>;
  return calls[name].output.parse(await handler(calls[name].input.parse(input) as Input<N>)) as Output<N>;
}
const service = async (id: string): Promise<ServiceDraft> =>
  (await ask('policy.get', {})).services.find((each) => each.id === id) as ServiceDraft;
const escalation = async (id: string): Promise<EscalationDraft> =>
  (await ask('policy.get', {})).escalations.find((each) => each.id === id) as EscalationDraft;

describe('the policy editor', () => {
  it('gives services and escalations as the file has them, in its order', async () => {
    const view = await ask('policy.get', {});
    expect(view.services.map(({ id }) => id)).toEqual(['checkout', 'search']);
    expect(view.services[0]).toMatchObject({
      match: ['namespace="pay"'],
      escalation: 'first',
      hold: '',
      urgency: 'severity',
    });
    expect(view.escalations[0]?.steps.map(({ after, page }) => [after, page])).toEqual([
      ['', ['schedule:primary']],
      ['4m', ['person:grace']],
    ]);
    expect(view).toMatchObject({
      timeZone: 'UTC',
      locked: '',
      schedules: [{ id: 'primary', name: 'primary' }],
    });
  });

  it('tells what is wrong at its field', async () => {
    const draft = { ...(await service('search')), hold: 'soon', match: ['namespace'] };
    const { problems } = await ask('policy.check', {
      change: { kind: 'service', id: 'search', draft, base: null },
    });
    expect(problems.map(({ at }) => at)).toEqual(expect.arrayContaining(['match.0', 'hold']));
    const steps = await escalation('first');
    const wrong = {
      ...steps,
      steps: [{ ...steps.steps[0], page: ['person:nobody'] }] as EscalationDraft['steps'],
    };
    const at = await ask('policy.check', {
      change: { kind: 'escalation', id: 'first', draft: wrong, base: null },
    });
    expect(at.problems[0]).toMatchObject({ at: expect.stringMatching(/^steps\.0\.page/) });
    // With errors there is nothing to be replayed.
    expect(
      await ask('policy.preview', { change: { kind: 'service', id: 'search', draft, base: null } }),
    ).toMatchObject({ before: null, after: null });
  });

  it('previews what would have happened last week, before and after', async () => {
    for (const [title, namespace] of [
      ['Checkout down', 'pay'],
      ['Search slow', 'search'],
    ] as const) {
      const answer = await fetch(`${engine.url}/api/v1/alerts`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${engine.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          title,
          severity: 'warning',
          labels: { alertname: title.replace(' ', ''), namespace },
        }),
      });
      expect(answer.status).toBe(200);
    }
    // What was answered can be read.
    await fetch(`${engine.url}/api/v1/incidents`, { headers: { Authorization: `Bearer ${engine.token}` } });
    const draft = { ...(await service('search')), hold: '2h' };
    const change = { kind: 'service', id: 'search', draft, base: await service('search') } as const;
    const preview = await ask('policy.preview', { change });
    expect(preview.before).toMatchObject({ incidents: 2, paged: 2, pages: 2 });
    expect(preview.after).toMatchObject({
      incidents: 2,
      paged: 1,
      pages: 1,
      held: [{ how: 'holding', incidents: 1, forGood: 1 }],
    });
    expect(preview.before?.people[0]).toMatchObject({ person: { id: 'ada' }, pages: 2 });
    expect(preview.changes).toEqual([
      {
        title: 'Search slow',
        openedAt: expect.any(Number),
        before: expect.stringMatching(/^Ada Okafor \d\d:\d\d$/),
        after: 'nobody: over while it was held',
      },
    ]);
    expect(text()).toBe(TEAM);

    // Of two that are asked at once the newer counts.
    const [older, newer] = await Promise.allSettled([
      ask('policy.preview', { change }),
      ask('policy.preview', { change }),
    ]);
    expect(newer.status).toBe('fulfilled');
    if (older.status === 'rejected') expect(String(older.reason)).toMatch(/Another preview/);
  });

  it('saves into the team file, comments and order kept; others’ changes are not run over', async () => {
    const base = await service('search');
    const draft = { ...base, hold: '5m', group: { by: ['alertname'], wait: '30s', window: '5m' } };
    const change = { kind: 'service', id: 'search', draft, base } as const;
    expect(await ask('policy.save', { change })).toEqual({
      ok: true,
      text: 'The service is in the team file.',
    });
    expect(text()).toContain('# The shop first.');
    expect(readTeam(text()).team?.services[1]).toMatchObject({
      hold: 5 * MINUTE,
      group: { by: ['alertname'] },
    });
    const again = await ask('policy.save', { change });
    expect(again).toMatchObject({
      ok: false,
      text: expect.stringContaining('was changed in the file since you opened it'),
    });

    const steps = await escalation('first');
    const longer = {
      ...steps,
      steps: [
        ...steps.steps,
        { ...steps.steps[1], after: '15m', page: ['everyone'] },
      ] as EscalationDraft['steps'],
      repeat: '2',
    };
    expect(
      await ask('policy.save', { change: { kind: 'escalation', id: 'first', draft: longer, base: steps } }),
    ).toMatchObject({ ok: true });
    expect(readTeam(text()).team?.escalations[0]).toMatchObject({
      repeat: 2,
      steps: [{}, {}, { page: [{ kind: 'everyone' }] }],
    });
  });

  it('moves and removes, and refuses what is still used', async () => {
    expect(await ask('policy.save', { change: { kind: 'moveService', id: 'search', to: 0 } })).toMatchObject({
      ok: true,
    });
    expect(readTeam(text()).team?.services.map(({ id }) => id)).toEqual(['search', 'checkout']);
    const used = await ask('policy.save', { change: { kind: 'removeEscalation', id: 'first' } });
    expect(used).toMatchObject({ ok: false, text: expect.stringContaining('uses escalation "first"') });
    expect(await ask('policy.save', { change: { kind: 'removeService', id: 'search' } })).toMatchObject({
      ok: true,
    });
    expect(readTeam(text()).team?.services).toHaveLength(1);
  });

  it('decides 10,000 events within 2 s of CPU', () => {
    const { team } = readTeam(
      TEAM.replace(
        'match: [\'namespace="pay"\']',
        'match: [\'team="pay"\'], hold: 1m, flapping: { changes: 4, within: 30m, steady: 5m }, group: { by: [alertname], wait: 30s, window: 5m }',
      ),
    );
    if (!team) throw new Error('the team file of this test is wrong');
    const events: ReplayEvent[] = [];
    for (const [i, { labels }] of floodAlerts(5000).entries()) {
      const at = BEGIN + Math.floor((i * 7 * DAY) / 5000);
      const alert = alertOf(`k${i}`, {
        source: 'prod',
        severity: 'error',
        labels: makeLabels([...Object.entries(labels), ['team', 'pay']]),
      });
      const incident = `desk-${i}` as IncidentId;
      events.push({ kind: 'alert', at, incident, alert });
      // Every tenth is never over.
      events.push({
        kind: 'alert',
        at: at + (i % 10 === 0 ? 0 : (i % 60) * MINUTE),
        incident,
        alert: { ...alert, event: i % 10 === 0 ? 'firing' : 'resolved' },
      });
    }
    events.sort((a, b) => a.at - b.at);
    const before = process.cpuUsage();
    const replayed = replay(team, rotaOf(team), 'ada', events, { start: BEGIN, end: BEGIN + 7 * DAY });
    const { user, system } = process.cpuUsage(before);
    expect(replayed).toHaveLength(5000);
    expect(summaryOf(replayed, team).paged).toBeGreaterThan(1000);
    // Twice as slow a machine is taken.
    expect((user + system) / 1000).toBeLessThan(4000);
  });
});
