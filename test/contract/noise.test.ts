import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';
import { makeLabels } from '../../src/core/alert/labels';
import { WATCHBILL_SOURCE } from '../../src/core/kernel/ids';
import { readTeam } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time/duration';
import { noiseHandlers } from '../../src/engine/handlers/noise';
import { openForWriting } from '../../src/engine/store/database';
import { heldTallies, noiseSlice, sleepClock } from '../../src/engine/store/noise-query';
import { Reader } from '../../src/engine/store/reader';
import { Writer } from '../../src/engine/store/writer';
import { makeNames } from '../../src/engine/views/names';
import { storeMany } from '../helpers/many-stored';
import { BEGIN, Story } from '../helpers/step-story';

/* The call `noise.report`, over a real store that the real rules filled. BEGIN is 02:00 UTC. */

const { team } = readTeam(`watchbill: 1
team: Payments
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor, timeZone: Europe/London }
services:
  - { id: pay, name: Payments, match: ['team="pay"'] }
  - { id: slow, match: ['team="slow"'], hold: 10m }
sources:
  - { id: grafana, type: push }
`) as { team: Team };

let folder: string;
let reader: Reader;
let writer: Writer;
let story: Story;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-noise-'));
  writer = new Writer(openForWriting(folder, BEGIN).db);
  reader = Reader.open(folder);
  story = new Story(team);
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

async function report(from = BEGIN - HOUR, to = BEGIN + 10 * DAY): Promise<Output<'noise.report'>> {
  const names = makeNames({ team, me: 'ada', channelTitles: new Map(), timeZone: 'UTC' });
  const handlers = noiseHandlers({
    reader: () => reader,
    names: () => names,
    clock: { now: () => BEGIN + DAY },
    state: { ...story.state, team },
  });
  const incidents = new Map(story.incidents().map((incident) => [incident.id, incident]));
  writer.write({ facts: story.facts.splice(0), incidents, unreadable: [] });
  const asked = calls['noise.report'].input.parse({ from, to });
  return calls['noise.report'].output.parse(await handlers['noise.report'](asked));
}

/** An alert fires, its page arrives, and after so long it goes away by itself. */
function comesAndGoes(
  key: string,
  lasts: number,
  over: { name?: string; team?: string; source?: string } = {},
): void {
  const labels = makeLabels([
    ['alertname', over.name ?? key],
    ['team', over.team ?? 'pay'],
  ]);
  const source = over.source ?? 'grafana';
  story.sent(key, { labels, source });
  arrives();
  story.after(lasts);
  story.sent(key, { labels, source, event: 'resolved' });
}

function arrives(state: 'delivered' | 'failed' = 'delivered'): void {
  const fact = story.facts.findLast(({ kind }) => kind === 'paged');
  if (fact?.kind !== 'paged' || fact.at !== story.now) return;
  for (const { id, channel } of fact.pages)
    story.happens({
      kind: 'delivered',
      incident: fact.incident,
      page: id,
      channel,
      delivery: { state, at: story.now, detail: '' },
    });
}
const latest = () => story.incidents().at(-1)?.id ?? '';

describe('noise.report', () => {
  test('counts what paged and nobody acted on; not what somebody worked on', async () => {
    comesAndGoes('blip', 2 * MINUTE);
    // Acknowledged and worked on.
    story.sent('real');
    arrives();
    story.after(MINUTE).acknowledged(latest());
    story.after(HOUR).sent('real', { event: 'resolved' });
    // Acknowledged and gone at once: clicked away. With a note it was looked at.
    for (const note of ['', 'a known one']) {
      story.sent('clicked', { labels: makeLabels([['alertname', note === '' ? 'clicked' : 'noted']]) });
      arrives();
      story.after(MINUTE).acknowledged(latest());
      if (note !== '') story.told({ act: 'note', text: note }, latest());
      story.after(20 * SECOND).sent('clicked', { event: 'resolved' });
    }
    // Resolved by hand; given back and gone later; a page that reached nobody; still open.
    story.sent('by hand');
    arrives();
    story.after(MINUTE).told({ act: 'resolve' }, latest());
    story.sent('given back');
    arrives();
    story.after(MINUTE).acknowledged(latest());
    story.after(MINUTE).told({ act: 'unacknowledge' }, latest());
    story.after(MINUTE).sent('given back', { event: 'resolved' });
    story.sent('lost');
    arrives('failed');
    story.after(MINUTE).sent('lost', { event: 'resolved' });
    story.sent('open');
    arrives();

    const { rows, total, csv } = await report();
    const counted = Object.fromEntries(rows.map(({ name, paged, unacted }) => [name, [paged, unacted]]));
    expect(counted).toEqual({
      blip: [1, 1],
      clicked: [1, 1],
      real: [1, 0],
      noted: [1, 0],
      'by hand': [1, 0],
      'given back': [1, 0],
      lost: [0, 0],
      open: [1, 0],
    });
    expect(total).toMatchObject({ incidents: 8, paged: 7, unacted: 2, atSleep: 7 });
    expect(csv).toContain('blip,pay,1,1,1,1,1,0,');
  });

  test('nights are those of whom the page reached', async () => {
    comesAndGoes('night', MINUTE);
    story.after(6 * HOUR);
    comesAndGoes('day', MINUTE);
    const { rows } = await report();
    expect(rows.map(({ name, atSleep }) => [name, atSleep])).toEqual([
      ['night', 1],
      ['day', 0],
    ]);
    // 06:30 UTC in summer is 07:30 in London, and asleep in winter.
    const clock = (at: number) => sleepClock(team.people, 'UTC', at - HOUR, at + 200 * DAY);
    const asleep = (at: number) =>
      reader.asked(
        (ask) =>
          (
            ask.get(
              `SELECT ${clock(at).sql} AS asleep FROM (SELECT ? AS at, 'ada' AS person) AS page`,
              ...clock(at).bound,
              at,
            ) as { asleep: number }
          ).asleep,
      );
    expect(asleep(Date.UTC(2026, 5, 1, 6, 30))).toBe(0);
    expect(asleep(Date.UTC(2026, 10, 1, 6, 30))).toBe(1);
  });

  test('suggests a hold, a group, a rule about flapping, where it would have avoided many', async () => {
    for (let i = 0; i < 14; i++) {
      comesAndGoes(`short ${i}`, i < 12 ? 3 * MINUTE : 40 * MINUTE, { name: 'Short' });
      story.after(HOUR);
    }
    for (let i = 0; i < 6; i++) {
      comesAndGoes('flaps', 6 * MINUTE, { name: 'Flaps' });
      story.after(SECOND);
    }
    for (const i of [1, 2, 3, 4, 5]) {
      story.sent(`many ${i}`, {
        labels: makeLabels([
          ['alertname', 'Many'],
          ['team', 'pay'],
          ['pod', String(i)],
        ]),
      });
      arrives();
      story.after(SECOND);
    }
    story.after(2 * HOUR);
    for (const i of [1, 2, 3, 4, 5]) story.sent(`many ${i}`, { event: 'resolved' });
    const { rows } = await report();
    const suggested = (name: string) => rows.find((row) => row.name === name)?.suggestions ?? [];
    expect(suggested('Short')[0]).toEqual({
      kind: 'hold',
      text: 'Hold for 5 min: 12 of 14 pages were over by then.',
      yaml: 'hold: 5m',
      avoided: 12,
    });
    expect(suggested('Flaps').map(({ kind }) => kind)).toContain('flapping');
    expect(suggested('Many').map(({ kind, avoided }) => [kind, avoided])).toEqual([['group', 4]]);
  });

  test('says how many were held back, and by what', async () => {
    comesAndGoes('held', MINUTE, { team: 'slow' });
    comesAndGoes('held', 11 * MINUTE, { team: 'slow' });
    const view = await report();
    expect(view.rows[0]).toMatchObject({
      name: 'held',
      service: { id: 'slow', inFile: true },
      incidents: 2,
      held: [{ how: 'holding', incidents: 2 }],
    });
    expect(view.heldBy).toEqual([
      { how: 'holding', detail: 'slow pages what still fires after 10 min', incidents: 2 },
    ]);
    expect(view.total.held).toBe(2);
  });

  test('practice is no noise, and spans are half open', async () => {
    comesAndGoes('practice:1', MINUTE, { source: WATCHBILL_SOURCE });
    comesAndGoes('a', MINUTE);
    expect((await report()).rows.map(({ name }) => name)).toEqual(['a']);
    expect((await report(BEGIN, BEGIN + MINUTE)).total.incidents).toBe(0);
    expect((await report(BEGIN + MINUTE, BEGIN + MINUTE + 1)).total.incidents).toBe(1);
    await expect(report(BEGIN, BEGIN)).rejects.toThrow('The span ends before it begins.');
    await expect(report(BEGIN, BEGIN + 401 * DAY)).rejects.toThrow('longer than 400 days');
  });

  test('20,000 incidents in slices, none of which holds up a page', { timeout: 60_000 }, () => {
    const now = BEGIN + 80 * DAY;
    writer.close();
    storeMany(folder, 20_000, 10, now);
    writer = new Writer(openForWriting(folder, now).db);
    const clock = sleepClock(team.people, 'UTC', 0, now);
    const before = process.cpuUsage();
    let incidents = 0;
    let slices = 0;
    for (let at: number | null = 0; at !== null; ) {
      const from: number = at;
      const slice = reader.asked((ask) => noiseSlice(ask, from, now, clock));
      incidents += slice.tallies.reduce((sum, each) => sum + each.incidents, 0);
      at = slice.next;
      slices += 1;
    }
    reader.asked((ask) => heldTallies(ask, 0, now));
    const { user, system } = process.cpuUsage(before);
    expect(incidents).toBe(20_000);
    expect(slices).toBe(4);
    // 300 ms for 100,000 on a quiet machine; this one need not be.
    expect((user + system) / 1000).toBeLessThan(400);
  });
});
