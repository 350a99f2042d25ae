import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../src/core/alert/alert';
import { fingerprint } from '../../src/core/alert/fingerprint';
import type { SourceAnswer } from '../../src/engine/ports';
import { findSource } from '../../src/engine/sources/find';
import { configFor, depsFor, listing, startScripted } from '../helpers/alertmanager-scripted';

// C18: answers recorded from Alertmanager 0.22, 0.25, 0.27 and 0.31 (test/fixtures/alertmanager/ORIGIN.md) read alike.

const FIXTURES = path.join(import.meta.dirname, '../fixtures/alertmanager');
const json = (file: string) => JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8')) as unknown;

async function readBody(body: string, status?: string): Promise<SourceAnswer> {
  const server = await startScripted((request, response) => {
    if (status !== undefined && request.url?.endsWith('/status')) response.end(status);
    else listing(body)(request, response);
  });
  try {
    return await findSource('alertmanager').read(configFor(server.url), depsFor());
  } finally {
    await server.stop();
  }
}

async function alertsOf(raw: unknown): Promise<readonly Alert[]> {
  const answer = await readBody(JSON.stringify(raw));
  if (!answer.ok) throw new Error(answer.problem);
  return answer.alerts;
}

type RawAlert = { fingerprint: string; labels: Record<string, string>; status: { state: string } };

/** The alerts of `/alerts/groups` as `/alerts` lists them: each once. */
function ungroup(file: string): RawAlert[] {
  const groups = json(file) as Array<{ alerts: RawAlert[] }>;
  return [
    ...new Map(groups.flatMap(({ alerts }) => alerts).map((alert) => [alert.fingerprint, alert])).values(),
  ];
}

describe('C18: recorded answers', () => {
  const versions = ['0.22.0', '0.27.0', '0.31.0'] as const;

  test.each(versions)('Alertmanager %s: every alert, its key, its suppression', async (version) => {
    const raw = ungroup(`karma-${version}/alerts_groups.json`);
    const alerts = await alertsOf(raw);
    expect(alerts.map(({ dedupKey }) => dedupKey)).toEqual(raw.map((one) => one.fingerprint));
    expect(alerts.filter(({ suppression }) => suppression?.how === 'silenced')).toHaveLength(
      raw.filter(({ status }) => status.state === 'suppressed').length,
    );
    expect(alerts.filter(({ suppression }) => suppression).length).toBeGreaterThan(0);
    // Our own fingerprint is theirs, so that an alert sent to us and one that is polled have one key.
    for (const { labels, dedupKey } of alerts) expect(fingerprint(labels)).toBe(dedupKey);
  });

  test('all versions read alike', async () => {
    const [a, b, c] = await Promise.all(
      versions.map(async (version) =>
        (await alertsOf(ungroup(`karma-${version}/alerts_groups.json`)))
          // Ids of silences and times differ between the recordings.
          .map(({ suppression, startsAt, ...alert }) => ({
            ...alert,
            how: suppression?.how ?? null,
            started: startsAt !== null,
          }))
          .sort((x, y) => (x.dedupKey < y.dedupKey ? -1 : 1)),
      ),
    );
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  test('Alertmanager 0.25 with 30 alerts of published rules', async () => {
    const body = JSON.stringify(json('captured-0.25.0/firing-alerts.json'));
    const answer = await readBody(body, JSON.stringify(json('captured-0.25.0/firing-status.json')));
    if (!answer.ok) throw new Error(answer.problem);
    expect(answer.startedAt).toBe(Date.parse('2026-11-23T07:04:46.157Z'));
    expect(answer.alerts).toHaveLength(30);
    for (const alert of answer.alerts) {
      expect(alert.title).not.toBe('');
      expect(alert.startsAt).not.toBeNull();
      expect(fingerprint(alert.labels)).toBe(alert.dedupKey);
    }
    expect(answer.alerts.find(({ dedupKey }) => dedupKey === '081185e51e9849ce')).toMatchObject({
      title: 'Prometheus all targets missing (instance )',
      severity: 'critical',
      startsAt: Date.parse('2026-11-23T07:04:53.581Z'),
      suppression: null,
      links: [{ text: 'Source', href: expect.stringContaining('/graph?') }],
    });
    const silenced = (json('captured-0.25.0/firing-silences.json') as Array<{ id: string }>).map(
      ({ id }) => id,
    );
    const by = answer.alerts.flatMap(({ suppression }) => suppression?.by ?? []);
    expect(by.length).toBeGreaterThan(0);
    expect(silenced).toEqual(expect.arrayContaining([...new Set(by)]));
  });

  describe('muted by time intervals (0.28 and later), which only the groups tell', () => {
    const CONFIG = (text: string) =>
      JSON.stringify({ uptime: '2026-11-23T07:04:46.157Z', config: { original: text } });
    type Groups = Array<{ alerts: RawAlert[] }>;

    /** The recorded 0.31 answers, the first group's alerts muted in `inGroups` of the groups they are in. */
    async function readMuted(config: string, inGroups: 'all' | 'one', groupsAnswer?: string) {
      const groups = json('karma-0.31.0/alerts_groups.json') as Groups;
      const [target] = groups[0]?.alerts ?? [];
      let left = inGroups === 'all' ? Infinity : 1;
      for (const alert of groups.flatMap(({ alerts }) => alerts)) {
        if (alert.fingerprint !== target?.fingerprint || left === 0) continue;
        left -= 1;
        Object.assign(alert.status, { state: 'suppressed', mutedBy: ['nights'] });
      }
      const server = await startScripted((request, response) => {
        if (request.url?.includes('/status')) response.end(CONFIG(config));
        else if (request.url?.includes('/groups')) response.end(groupsAnswer ?? JSON.stringify(groups));
        else response.end(JSON.stringify(ungroup('karma-0.31.0/alerts_groups.json')));
      });
      const answer = await findSource('alertmanager').read(configFor(server.url), depsFor());
      await server.stop();
      if (!answer.ok) throw new Error(answer.problem);
      return {
        muted: answer.alerts.filter(({ suppression }) => suppression?.how === 'muted'),
        silenced: answer.alerts.filter(({ suppression }) => suppression?.how === 'silenced').length,
        target: target?.fingerprint,
        asked: server.requests.filter((one) => one.includes('/groups')).length,
      };
    }
    const MUTES = 'route:\n  routes:\n  - mute_time_intervals:\n    - nights\n';

    test('an alert that all its routes mute is muted, by name', async () => {
      const { muted, target, silenced } = await readMuted(MUTES, 'all');
      expect(muted).toMatchObject([{ dedupKey: target, suppression: { how: 'muted', by: ['nights'] } }]);
      expect(silenced).toBeGreaterThan(0);
    });

    test('one that another route still notifies about is not', async () => {
      expect((await readMuted(MUTES, 'one')).muted).toEqual([]);
    });

    test('groups that cannot be read mute nothing, and spoil nothing', async () => {
      for (const odd of ['', '{}', '[1]', '[{"alerts":[null,{}]}]']) {
        expect((await readMuted(MUTES, 'all', odd)).muted).toEqual([]);
      }
    });

    test('the groups are asked for only where times mute', async () => {
      expect((await readMuted('route: {}', 'all')).asked).toBe(0);
      expect((await readMuted('route:\n  active_time_intervals:\n  - days\n', 'all')).asked).toBe(1);
    });
  });

  test('mutedBy of 0.28 and later is told as muted; silenced weighs more', async () => {
    const [first] = ungroup('karma-0.31.0/alerts_groups.json');
    const quiet = (status: object) => ({
      ...first,
      status: { state: 'suppressed', inhibitedBy: [], silencedBy: [], mutedBy: [], ...status },
    });
    const how = async (status: object) => (await alertsOf([quiet(status)]))[0]?.suppression;
    expect(await how({ mutedBy: ['nights'] })).toEqual({ how: 'muted', by: ['nights'] });
    expect(await how({ mutedBy: ['nights'], silencedBy: ['s1'] })).toEqual({ how: 'silenced', by: ['s1'] });
    expect(await how({ mutedBy: ['nights'], inhibitedBy: ['i1'] })).toEqual({ how: 'inhibited', by: ['i1'] });
    // Suppressed by nothing, and active although named by a silence: nobody asked for quiet, so it pages.
    expect(await how({})).toBeNull();
    expect(await how({ state: 'active', silencedBy: ['s1'] })).toBeNull();
  });
});

describe('C7, C18: entries that are not as they should be', () => {
  const good = {
    labels: { alertname: 'Good' },
    fingerprint: '0000000000000001',
    status: { state: 'active' },
  };

  test('one unreadable alert neither hides the others nor vanishes', async () => {
    const alerts = await alertsOf([good, { nonsense: true }, null, 'text']);
    expect(alerts).toHaveLength(2);
    expect(alerts[0]).toMatchObject({ dedupKey: '0000000000000001', title: 'Good' });
    expect(alerts[1]).toMatchObject({
      dedupKey: 'watchbill:unreadable',
      event: 'firing',
      severity: 'error',
      suppression: null,
      title: '3 alerts of prod-alertmanager could not be read',
      description: expect.stringContaining('"{"nonsense":true}"'),
    });
  });

  test('missing parts are left out, never the alert', async () => {
    const bare = (raw: object) => alertsOf([raw]);
    expect(await bare({ labels: { alertname: 'NoPrint' } })).toMatchObject([
      {
        title: 'NoPrint',
        dedupKey: fingerprint([['alertname', 'NoPrint']]),
        severity: 'error',
        startsAt: null,
        suppression: null,
      },
    ]);
    expect(await bare({ fingerprint: 'abcdef0123456789' })).toMatchObject([
      { title: 'An alert without a name', dedupKey: 'abcdef0123456789', labels: [] },
    ]);
    expect(
      await bare({
        ...good,
        labels: { alertname: 'N', a: 1, b: true, c: null, d: {} },
        annotations: [],
        status: 'x',
        generatorURL: 7,
      }),
    ).toMatchObject([
      {
        labels: [
          ['a', '1'],
          ['alertname', 'N'],
          ['b', 'true'],
        ],
        annotations: [],
        links: [],
        suppression: null,
      },
    ]);
  });

  test('a label named __proto__ is a label', async () => {
    const answer = await readBody(
      '[{"labels":{"alertname":"P","__proto__":"polluted"},"fingerprint":"0000000000000002"}]',
    );
    if (!answer.ok) throw new Error(answer.problem);
    expect(answer.alerts[0]?.labels).toContainEqual(['__proto__', 'polluted']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    ['0001-01-01T00:00:00Z', null],
    ['2026-02-30T10:00:00Z', null],
    ['not a date', null],
    [0, null],
    [new Date(Date.now() + 10 * 365 * 86_400_000).toISOString(), null],
    ['2025-11-23T07:04:53.581Z', Date.parse('2025-11-23T07:04:53.581Z')],
  ])('a start of %j is taken as %j', async (startsAt, expected) => {
    expect((await alertsOf([{ ...good, startsAt }]))[0]?.startsAt).toBe(expected);
  });

  test('a status that cannot be read spoils nothing', async () => {
    for (const status of ['', '<html>', '[]', '{"uptime":7}']) {
      expect(await readBody(JSON.stringify([good]), status)).toMatchObject({
        ok: true,
        startedAt: null,
        alerts: [{ title: 'Good' }],
      });
    }
  });
});

// Found by test/fuzz/alertmanager-answers.test.ts, and by looking for its like.
describe('C7: what once broke the reader', () => {
  test('a silence named by an object that cannot become text hides no alert', async () => {
    const answer = await readBody(
      '[{"labels":{"alertname":"A"},"fingerprint":"1","status":{"state":"suppressed","silencedBy":[{"toString":1,"valueOf":2},"s-1"]}},{"labels":{"alertname":"B"},"fingerprint":"2"}]',
    );
    expect(answer).toMatchObject({
      ok: true,
      alerts: [{ title: 'A', suppression: { how: 'silenced', by: ['?', 's-1'] } }, { title: 'B' }],
    });
  });

  test('a fingerprint that no store keeps whole: half a character, or half a megabyte; its labels take its place', async () => {
    const answer = await readBody(
      `[{"labels":{"alertname":"A"},"fingerprint":"\\ud800"},{"labels":{"alertname":"B"},"fingerprint":"${'f'.repeat(500_000)}"},{"fingerprint":"\\ud800"}]`,
    );
    if (!answer.ok) throw new Error(answer.problem);
    expect(answer.alerts.map(({ title, dedupKey }) => [title, dedupKey])).toEqual([
      ['A', expect.stringMatching(/^[0-9a-f]{16}$/)],
      ['B', expect.stringMatching(/^[0-9a-f]{16}$/)],
      ['One alert of prod-alertmanager could not be read', 'watchbill:unreadable'],
    ]);
  });

  test('a silence whose state is a novel is told short; one whose id or matchers are no text is not confirmed', async () => {
    const request = {
      labels: [['a', 'b']] as const,
      silenceId: '',
      startsAt: Date.now(),
      endsAt: Date.now() + 60_000,
      createdBy: 'ada',
      comment: 'c',
    };
    const cases: ReadonlyArray<readonly [said: string, shown: string, problem: RegExp]> = [
      [
        '{"silenceID":"x"}',
        `{"status":{"state":"${'\\n'.repeat(20)}${'long '.repeat(2_000)}"}}`,
        /it is long( long)+…? there$/,
      ],
      ['{"silenceID":"\\ud800/../x"}', '{}', /in no known state/],
      [
        '{"silenceID":"x"}',
        '{"status":{"state":"active"},"matchers":[{"name":{"toString":1},"value":{"valueOf":2}}]}',
        /matches other labels/,
      ],
      [`{"silenceID":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, '{}', /named none/],
    ];
    for (const [said, shown, problem] of cases) {
      const server = await startScripted((asked, response) => {
        asked.resume();
        response.setHeader('content-type', 'application/json').end(asked.method === 'GET' ? shown : said);
      });
      const result = await findSource('alertmanager').silence(configFor(server.url), request, depsFor());
      await server.stop();
      if (result.ok) throw new Error('was confirmed');
      expect(result.problem).toMatch(problem);
      expect(result.problem.length).toBeLessThan(400);
    }
  });
});
