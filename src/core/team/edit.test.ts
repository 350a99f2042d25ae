import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { SourceConfig } from '../source/source-config';
import { HOUR, MINUTE, SECOND } from '../time/duration';
import { putPerson, putSource, removeSource } from './edit';
import { newTeamFile } from './new-team-file';
import { readTeam } from './read';
import type { Team } from './team';

vi.setConfig({ testTimeout: 30_000 });

const FIRST = newTeamFile({
  name: 'Payments',
  timeZone: 'Europe/London',
  person: { id: 'ada', name: 'Ada Okafor', email: 'ada@example.com' },
});

const AM: SourceConfig = {
  id: 'prod',
  type: 'alertmanager',
  url: 'http://127.0.0.1:9093',
  every: 15 * SECOND,
  resolveAfter: 90 * SECOND,
  blindAfter: 5 * MINUTE,
  acknowledge: 'nothing',
  silenceFor: 15 * MINUTE,
  auth: { kind: 'none' },
  caFile: '',
};

function team(text: string): Team {
  const { team, problems } = readTeam(text);
  if (!team) throw new Error(JSON.stringify(problems));
  return team;
}

function done(result: ReturnType<typeof putSource>): string {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('the first team file', () => {
  it('reads without a problem', () => {
    expect(readTeam(FIRST)).toMatchObject({
      problems: [],
      team: {
        name: 'Payments',
        people: [{ id: 'ada', email: 'ada@example.com' }],
        services: [{ id: 'everything', match: [] }],
        sources: [],
      },
    });
  });

  it('takes any name a team and a person may have', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.constantFrom(
          'no',
          'x: y',
          '[a',
          '# x',
          '"',
          "O'Neill",
          '- b',
          '1e3',
          '~',
          'ليلى',
          '{',
          'a, b',
          '@x',
          '*a',
          '&b',
          '!c',
          '%d',
          '`e',
        ),
        (name, person) => {
          fc.pre(name.trim() !== '' && !/[\n\r\u2028\u2029]/.test(name));
          expect(
            team(newTeamFile({ name, timeZone: 'UTC', person: { id: 'p', name: person, email: '' } })),
          ).toMatchObject({ name: name.trim(), people: [{ name: person }] });
        },
      ),
    );
  });
});

describe('edits keep everything else', () => {
  it('adds a source under an empty list, before its commented examples', () => {
    const text = done(
      putSource(FIRST, { ...AM, acknowledge: 'silence', auth: { kind: 'basic', username: 'wb' } }),
    );
    expect(text).toContain(
      'sources:\n  - id: prod\n    type: alertmanager\n    url: "http://127.0.0.1:9093"\n    acknowledge: silence\n    auth: basic\n    username: wb\n  # - id: prod-alertmanager\n',
    );
    expect(text.replace(/ {2}- id: prod\n(?: {4}.*\n)*/, '')).toBe(FIRST);
  });

  it.each([
    [
      'no list',
      'watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{id: a}]\n',
      'watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{id: a}]\n\nsources:\n  - id: ci\n    type: push\n',
    ],
    [
      'no line break at the end',
      'watchbill: 1\nsources:',
      'watchbill: 1\nsources:\n  - id: ci\n    type: push\n',
    ],
    [
      'an empty flow list',
      'watchbill: 1\nsources: [ ] # none yet\nteam: T\n',
      'watchbill: 1\nsources: # none yet\n  - id: ci\n    type: push\nteam: T\n',
    ],
    [
      'a flow list',
      'watchbill: 1\nsources: [ { id: a, type: push } ] # one\n',
      'watchbill: 1\nsources: [ { id: a, type: push }, { id: ci, type: push } ] # one\n',
    ],
    [
      'a block list',
      'watchbill: 1\nsources:\n- id: a # the first\n  type: push # sends\n# end\nteam: T\n',
      'watchbill: 1\nsources:\n- id: a # the first\n  type: push # sends\n- id: ci\n  type: push\n# end\nteam: T\n',
    ],
    [
      'flow items',
      'watchbill: 1\nsources:\n    - { id: a, type: push }   # x\n',
      'watchbill: 1\nsources:\n    - { id: a, type: push }   # x\n    - id: ci\n      type: push\n',
    ],
    [
      'CRLF',
      'watchbill: 1\r\nsources:\r\n  - { id: a, type: push }\r\nteam: T\r\n',
      'watchbill: 1\r\nsources:\r\n  - { id: a, type: push }\r\n  - id: ci\r\n    type: push\r\nteam: T\r\n',
    ],
    [
      'a byte order mark',
      '\uFEFFwatchbill: 1\nsources: []\n',
      '\uFEFFwatchbill: 1\nsources:\n  - id: ci\n    type: push\n',
    ],
  ])('adds to %s', (_, before, after) => {
    expect(putSource(before, { id: 'ci', type: 'push', title: 'ci' })).toEqual({ ok: true, value: after });
  });

  it('changes values in place and leaves the comments beside them', () => {
    const before = `watchbill: 1
sources:
  # production
  - id: prod          # ours
    url: "http://127.0.0.1:9093"   # the old one
    # how it is asked
    every: 30s # not too often
    type: alertmanager
    username:
  - { id: ci, type: push } # builds
`;
    expect(
      done(
        putSource(before, {
          ...AM,
          url: 'https://am.example/x',
          auth: { kind: 'basic', username: 'wb' },
          caFile: 'ca.pem',
        }),
      ),
    ).toBe(`watchbill: 1
sources:
  # production
  - id: prod          # ours
    url: "https://am.example/x"   # the old one
    # how it is asked
    every: 15s # not too often
    type: alertmanager
    auth: basic
    caFile: ca.pem
    username: wb
  - { id: ci, type: push } # builds
`);
  });

  it('replaces a source that is of another type now', () => {
    const text = done(
      putSource(done(putSource(FIRST, AM)), { id: 'prod', type: 'push', title: 'Now it sends' }),
    );
    expect(team(text).sources).toEqual([{ id: 'prod', type: 'push', title: 'Now it sends' }]);
    expect(text).not.toContain('127.0.0.1:9093"\n  -');
  });

  it('adding and removing leaves the text as it was', () => {
    expect(done(removeSource(done(putSource(FIRST, AM)), 'prod'))).toBe(FIRST);
    const two = 'watchbill: 1\nsources: [{ id: a, type: push }, { id: b, type: push }]\n';
    expect(done(removeSource(two, 'a'))).toBe('watchbill: 1\nsources: [{ id: b, type: push }]\n');
    expect(done(removeSource(two, 'b'))).toBe('watchbill: 1\nsources: [{ id: a, type: push }]\n');
    expect(done(removeSource(two, 'c'))).toBe(two);
  });

  it('adds and changes people', () => {
    const text = done(
      putPerson(FIRST, {
        id: 'grace',
        name: 'Grace: "G" Lindt',
        email: '',
        timeZone: 'America/New_York',
        holidays: '',
        away: '',
      }),
    );
    expect(text).toContain(
      'ada@example.com }\n  - id: grace\n    name: "Grace: \\"G\\" Lindt"\n    timeZone: America/New_York\n  # - { id: grace',
    );
    const again = done(
      putPerson(text, {
        id: 'ada',
        name: 'Ada O.',
        email: '',
        timeZone: 'Asia/Kolkata',
        holidays: '',
        away: '',
      }),
    );
    expect(again).toContain('- { id: ada, name: Ada O., email: "", timeZone: Asia/Kolkata }');
    expect(team(again).people).toHaveLength(2);
  });

  it('refuses what it cannot do, with a reason', () => {
    expect(putSource('watchbill: 1\nsources:\n\t- a\n', AM)).toMatchObject({
      ok: false,
      error: expect.stringContaining('line 3: a tab'),
    });
    expect(putSource('{ watchbill: 1 }', AM)).toMatchObject({
      ok: false,
      error: expect.stringContaining('by hand'),
    });
    expect(putSource('watchbill: 1\nx: &s [{id: a, type: push}]\nsources: *s\n', AM)).toMatchObject({
      ok: false,
      error: expect.stringContaining('by hand'),
    });
    expect(putSource(FIRST, { ...AM, url: 'http://u:p@am' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('keychain'),
    });
    expect(putSource(FIRST, { ...AM, id: 'local' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('Watchbill itself'),
    });
    expect(putSource('watchbill: 1\nteam: x\n...\n', AM).ok).toBe(false);
  });
});

describe('reading after an edit', () => {
  const id = fc
    .stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/)
    .filter((text) => text !== 'local' && text !== 'watchbill');
  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replace(/[\n\r\u2028\u2029]/g, ' ').trim())
    .filter((text) => text !== '');
  const source: fc.Arbitrary<SourceConfig> = fc.oneof(
    fc.record({ id, type: fc.constant('push' as const), title: words }),
    fc.record({
      id,
      type: fc.constant('alertmanager' as const),
      url: fc.constantFrom('http://127.0.0.1:9093', 'https://am.example/a,b', 'https://am.example/%7B'),
      every: fc.integer({ min: 1, max: 120 }).map((n) => n * SECOND),
      resolveAfter: fc.integer({ min: 0, max: 7200 }).map((n) => n * SECOND),
      blindAfter: fc.integer({ min: 240, max: 86_400 }).map((n) => n * SECOND),
      acknowledge: fc.constantFrom('nothing' as const, 'silence' as const),
      silenceFor: fc.constantFrom(MINUTE, 90 * SECOND, HOUR),
      caFile: fc.constantFrom('', 'ca.pem', '/etc/ssl/a b.pem'),
      auth: fc.oneof(
        fc.constant({ kind: 'none' as const }),
        fc.constant({ kind: 'bearer' as const }),
        words.map((username) => ({ kind: 'basic' as const, username: username.replaceAll(':', '') || 'u' })),
      ),
    }),
  );
  const comments = (text: string) => text.match(/#.*$/gm) ?? [];

  it('gives the same team but for the edit, and every comment is still there', () => {
    fc.assert(
      fc.property(
        fc.array(source, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(
          FIRST,
          'watchbill: 1\n# a\nteam: T # b\nsources: [ ] # c\nservices: [ {id: x, match: []} ] # d',
        ),
        (sources, eol, start) => {
          let text = start.replaceAll('\n', eol);
          const wanted = new Map<string, SourceConfig>();
          const before = comments(text);
          for (const one of sources) {
            wanted.set(one.id, one);
            text = done(putSource(text, one));
          }
          expect(Object.fromEntries(team(text).sources.map((s) => [s.id, s]))).toEqual(
            Object.fromEntries(wanted),
          );
          expect(team(text).services).toEqual(team(start).services);
          for (const comment of before) expect(text).toContain(comment);
          for (const gone of wanted.keys()) text = done(removeSource(text, gone));
          expect(team(text)).toEqual({ ...team(start), sources: [] });
          for (const comment of before) expect(text).toContain(comment);
        },
      ),
      { numRuns: 40 },
    );
  });
});
