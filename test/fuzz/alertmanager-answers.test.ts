import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTTP_LIMITS } from '../../src/engine/http-client/request';
import type { SourceAnswer } from '../../src/engine/ports';
import { alertmanagerSource } from '../../src/engine/sources/alertmanager';
import { configFor, depsFor, type Scripted, startScripted } from '../helpers/alertmanager-scripted';
import { guarded, soundProblem, unpolluted } from './guarded';
import { changedJson, damagedBytes } from './mutations';
import { answersOf } from './openapi-answers';
import { documentsIn } from './payloads';
import { assertHolds } from './runs';

/* What an Alertmanager answers, over a real connection: recorded answers changed in every place, and answers made at random after its API's own description. */
const source = alertmanagerSource({ ...HTTP_LIMITS, connect: 2_000, total: 5_000 });
let server: Scripted;
const now = {
  list: '[]' as string | Buffer,
  status: '{}' as string | Buffer,
  groups: '[]' as string | Buffer,
  silences: [] as ReadonlyArray<{ readonly said: string; readonly shown: string }>,
};

beforeAll(async () => {
  server = await startScripted((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const url = request.url ?? '';
    if (url.includes('/groups')) response.end(now.groups);
    else if (url.includes('/status')) response.end(now.status);
    else if (url.includes('/silence')) {
      const answers = now.silences[Number(/^\/n(\d+)\//.exec(url)?.[1])];
      response.end(request.method === 'GET' ? answers?.shown : answers?.said);
    } else response.end(now.list);
  });
});
afterAll(() => server.stop());

const all = documentsIn('alertmanager', Number.POSITIVE_INFINITY);
const isAlert = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'fingerprint' in one && 'labels' in one;
const groups = all.filter(
  (one) =>
    Array.isArray(one) && one.some((each) => 'receiver' in (each as object) && 'alerts' in (each as object)),
);
const lists = [
  ...all.filter((one) => Array.isArray(one) && one.length > 0 && isAlert(one[0])),
  ...groups.map((group) =>
    (group as Array<{ alerts: unknown[] }>).flatMap(({ alerts }) => alerts).slice(0, 5),
  ),
].map((list) => (list as unknown[]).slice(0, 6));
const statuses = [
  ...all.filter((one) => typeof one === 'object' && one !== null && 'uptime' in one),
  // The form of 0.28 and later where times mute: then the groups are asked for too.
  {
    uptime: '2026-11-23T07:04:46.157Z',
    versionInfo: { version: '0.28.0' },
    config: { original: 'time_intervals: []\nroute: {mute_time_intervals: [a]}' },
  },
];

function soundAnswer(answer: SourceAnswer): void {
  if (!answer.ok) {
    soundProblem(answer.problem);
    expect(answer.problem).toMatch(/^prod-alertmanager: /);
    expect(answer.retryAfter === null || answer.retryAfter > 0).toBe(true);
    return;
  }
  expect(answer.startedAt === null || Number.isSafeInteger(answer.startedAt)).toBe(true);
  const keys = new Set(answer.alerts.map(({ dedupKey }) => dedupKey));
  expect(keys.has('')).toBe(false);
  for (const alert of answer.alerts) {
    expect(alert.title).not.toBe('');
    // eslint-disable-next-line no-control-regex
    expect(alert.title).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(alert.event).toBe('firing');
    expect(alert.startsAt === null || Number.isSafeInteger(alert.startsAt)).toBe(true);
    for (const text of [
      ...alert.labels.flat(),
      ...alert.annotations.flat(),
      ...(alert.suppression?.by ?? []),
    ])
      expect(typeof text).toBe('string');
    // Nothing of it may be lost on the way to the disk and back.
    expect(JSON.parse(Buffer.from(JSON.stringify(alert)).toString())).toEqual(alert);
  }
}

const read = () => guarded(() => source.read(configFor(server.url), depsFor()));

describe('answers of an Alertmanager', () => {
  it('there are recorded ones to change', () => {
    expect([lists.length > 3, groups.length > 1, statuses.length > 1]).toEqual([true, true, true]);
  });

  it('C7: recorded lists, states and groups, changed in every place: read, or a problem in words', async () => {
    const some = (of: readonly unknown[]) =>
      fc.oneof(changedJson(of), damagedBytes(of.map((one) => JSON.stringify(one))));
    await assertHolds(
      150,
      fc.tuple(some(lists), some(statuses), some(groups)),
      async ([list, status, group]) => {
        Object.assign(now, { list, status, groups: group });
        soundAnswer(await read());
      },
    );
  });

  it('C16: answers made at random after the description of its API: never thrown over, every alert accounted for', async () => {
    await assertHolds(
      100,
      fc.tuple(answersOf('gettableAlerts'), answersOf('alertmanagerStatus'), answersOf('alertGroups')),
      async ([list, status, group]) => {
        Object.assign(now, {
          list: JSON.stringify(list),
          status: JSON.stringify(status),
          groups: JSON.stringify(group),
        });
        const answer = await read();
        soundAnswer(answer);
        // One alert each, or one that stands for all that could not be read: none pages silently nothing.
        if (answer.ok && (list as unknown[]).length > 0) expect(answer.alerts.length).toBeGreaterThan(0);
      },
    );
  });

  it('C7: answers to a silence: confirmed only when it is shown as asked, else a problem in words', async () => {
    const silences = all.filter(
      (one) => Array.isArray(one) && one.some((each) => 'matchers' in (each as object)),
    );
    const shown = changedJson(silences.flat().slice(0, 6));
    const said = changedJson([{ silenceID: 'abc' }]);
    // Reading back waits for other members of a cluster: so many at once.
    const many = fc.array(fc.record({ said, shown }), { minLength: 40, maxLength: 40 });
    await assertHolds(1, many, async (answers) => {
      now.silences = answers;
      const trials = answers.map((answer, i) =>
        silenced(`${server.url}/n${i}`).catch((error: unknown) => {
          throw new Error(JSON.stringify(answer).slice(0, 3_000), { cause: error });
        }),
      );
      // Waits for other members of a cluster, which is no hanging.
      await Promise.all(trials);
      unpolluted();
    });
  });
});

async function silenced(url: string): Promise<void> {
  const startsAt = Date.now();
  const request = {
    labels: [['a', 'b']] as const,
    silenceId: '',
    startsAt,
    endsAt: startsAt + 60_000,
    createdBy: 'ada',
    comment: 'c',
  };
  const wrote = await source.silence(configFor(url), request, depsFor());
  // None of these answers shows that very silence.
  expect(wrote.ok).toBe(false);
  if (!wrote.ok) soundProblem(wrote.problem);
  const ended = await source.unsilence(configFor(url), wrote.silenceId || 'abc', depsFor());
  if (!ended.ok) soundProblem(ended.problem);
}
