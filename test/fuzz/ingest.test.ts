import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/core/alert/alert';
import { gistOf } from '../../src/engine/accepted/gist';
import { parseBody } from '../../src/engine/accepted/read-request';
import { FORMATS } from '../../src/engine/ingest/formats';
import { readJson } from '../../src/engine/ingest/read-json';
import { type Desk, ENGINE_TOKEN, openDesk } from '../contract/ingest-desk';
import { guarded, soundProblem, unpolluted } from './guarded';
import { changedJson, damagedBytes } from './mutations';
import { documentsIn, filesIn, textsIn } from './payloads';
import { assertHolds } from './runs';

/*
 * What senders send: real bodies, changed in every place, to every door. Once by the function that reads a body, and
 * fewer of them through the real listener.
 */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.listener.stop());
beforeEach(() => {
  desk.inputs.length = 0;
  desk.deadLetters.length = 0;
});

const ours = filesIn('ingest', '.json').filter((path) => !/expected|facts/.test(path));
const documents: readonly unknown[] = [
  ...ours.map((path) => JSON.parse(readFileSync(path, 'utf8')) as unknown),
  ...documentsIn('payloads'),
  {
    title: 't',
    dedupKey: 'k',
    labels: { a: 'b' },
    annotations: { c: 'd' },
    links: [{ text: 't', href: 'h' }],
    startsAt: '2026-11-23T07:00:00Z',
  },
  [
    {
      labels: { alertname: 'A' },
      annotations: {},
      startsAt: '2026-11-23T07:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
    },
  ],
];
const texts = documents.map((document) => JSON.stringify(document));
const bodies = fc.oneof(
  changedJson(documents).map((text) => Buffer.from(text)),
  damagedBytes(texts),
);

/** Lists of alerts as Prometheus sends them, changed in a few places: many of them are still right. */
const lists = [
  textsIn('flood', '.jsonl', Number.POSITIVE_INFINITY)
    .flatMap((text) => text.split('\n'))
    .slice(0, 4),
  textsIn('flood', '.jsonl', Number.POSITIVE_INFINITY)
    .flatMap((text) => text.split('\n'))
    .slice(40, 41),
].map((lines) =>
  lines.map((line) => {
    const { labels, annotations, generatorURL } = JSON.parse(line) as Record<string, unknown>;
    return {
      labels,
      annotations,
      generatorURL,
      startsAt: '2026-11-23T07:00:00.123Z',
      endsAt: '2026-11-23T08:00:00Z',
    };
  }),
);
const alertLists = fc.oneof(changedJson(lists), changedJson(lists.map((list) => list.slice(0, 1))));

function sound(alert: Alert): void {
  expect(alert.title).not.toBe('');
  expect(alert.title.length).toBeLessThanOrEqual(1024);
  // eslint-disable-next-line no-control-regex
  expect(alert.title).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  expect(alert.dedupKey).not.toBe('');
  expect(['firing', 'resolved', 'acknowledged']).toContain(alert.event);
  for (const at of [alert.startsAt, alert.expiresAt])
    expect(at === null || Number.isSafeInteger(at)).toBe(true);
  expect(alert.labels.length).toBeLessThanOrEqual(101);
  for (const pair of [...alert.labels, ...alert.annotations]) {
    expect(pair).toHaveLength(2);
    for (const text of pair) expect(typeof text).toBe('string');
  }
  for (const { text, href } of alert.links) expect([typeof text, typeof href]).toEqual(['string', 'string']);
  // What is kept is JSON in UTF-8: nothing of it may be lost on the way to the disk and back.
  expect(JSON.parse(Buffer.from(JSON.stringify(alert)).toString())).toEqual(alert);
}

describe('bodies of senders', () => {
  it.each(FORMATS.map(({ id }) => id))(
    'D8: %s gives sound alerts or a reason, whatever comes',
    async (id) => {
      const format = FORMATS.find((one) => one.id === id);
      if (!format) throw new Error(id);
      await assertHolds(400, bodies, async (bytes) => {
        await guarded(() => {
          const json = readJson(bytes);
          if (!json.ok) return soundProblem(json.error, 200);
          const token = format.tokenIn?.(json.value) ?? null;
          expect(token === null || typeof token === 'string').toBe(true);
          const read = format.read(json.value, {
            source: 'ci',
            receivedAt: 1_795_000_000_000,
            newKey: () => 'fresh',
          });
          if (!read.ok) return soundProblem(read.error, 500);
          for (const input of read.value.inputs) if (input.kind === 'alertSent') sound(input.alert);
          for (const reason of read.value.refused) soundProblem(reason, 500);
        });
      });
    },
  );

  it('P1: what is looked through and answered is read behind the answer as it would have been before it', async () => {
    const formats = FORMATS.filter((format) => format.skim && format.pick);
    expect(formats.map(({ id }) => id)).toContain('alertmanager-v2');
    let skimmed = 0;
    await assertHolds(1_500, fc.tuple(fc.constantFrom(...formats), alertLists), async ([format, text]) => {
      const bytes = Buffer.from(text);
      const json = readJson(bytes);
      const gist = json.ok ? format.skim?.(json.value, 'ci') : null;
      if (!json.ok || !gist) return;
      skimmed += 1;
      const context = { source: 'ci', receivedAt: 1_795_000_000_000, newKey: () => 'fresh' };
      const read = format.read(json.value, context);
      if (!read.ok) throw new Error(read.error);
      expect(read.value.refused).toEqual([]);
      const { inputs } = read.value;
      expect([inputs.length, gist.key.length]).toEqual([gist.rank.length, gist.rank.length]);
      expect(gistOf(inputs)).toEqual(gist);
      const places = [...inputs.keys()];
      // From the bytes that were kept, as after a crash.
      expect(format.pick?.(parseBody(bytes), context, places)).toEqual(inputs);
      expect(format.pick?.(parseBody(bytes), context, places.slice(1))).toEqual(inputs.slice(1));
    });
    expect(skimmed).toBeGreaterThan(300);
  });

  it('D8: through the door: 2xx and taken, or refused with a reason and kept, and nothing else', async () => {
    const routes = FORMATS.map(({ route }) => route);
    await assertHolds(100, fc.tuple(fc.constantFrom(...routes), bodies), async ([route, bytes]) => {
      desk.inputs.length = 0;
      desk.deadLetters.length = 0;
      const answer = await guarded(() => desk.post(route, bytes));
      const said = (await answer.json()) as Record<string, unknown>;
      expect([200, 202, 400, 413]).toContain(answer.status);
      if (answer.ok) expect(desk.deadLetters).toEqual([]);
      else {
        const reason = said['error'] ?? said['errors'];
        soundProblem(Array.isArray(reason) ? reason.join('; ') : reason, 6_000);
        expect(desk.deadLetters).toHaveLength(1);
        soundProblem(desk.deadLetters[0]?.reason, 6_000);
        expect(JSON.stringify(desk.deadLetters)).not.toContain(ENGINE_TOKEN);
      }
      for (const alert of desk.alerts()) sound(alert);
      unpolluted();
    });
    expect((await fetch(`${desk.listener.url}/healthz`)).status).toBe(200);
  });
});
