import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, ActBody } from './act';
import { printAct } from './print-act';
import { readAct } from './read-act';
import { parseStamp } from './stamp';

const ID = '2026-11-23T12:22:56.123Z-0001-abcd';
const START = Date.UTC(2026, 10, 27, 18);
const END = Date.UTC(2026, 10, 28, 9);

const acted = { source: 'prod', dedupKey: 'k', startsAt: START, until: null, text: '' };
const bodies: readonly ActBody[] = [
  { kind: 'overrideMade', schedule: 'primary', person: null, start: START, end: END, reason: 'dentist' },
  { kind: 'overrideRemoved', override: ID },
  {
    kind: 'tradeOffered',
    to: 'grace',
    give: [{ schedule: 'primary', start: START, end: END }],
    want: [{ schedule: 'primary', start: END, end: END + 1 }],
    note: 'Zirkus 🎪\n"quoted" \u2028 \u0000 \ud800',
  },
  { kind: 'tradeAccepted', trade: ID, give: [{ schedule: 'primary', start: START, end: END }], want: [] },
  { kind: 'tradeDeclined', trade: ID },
  { kind: 'tradeWithdrawn', trade: ID },
  { kind: 'tradeUndone', trade: ID },
  { kind: 'awaySet', person: 'ada', start: START, end: END, reason: '' },
  { kind: 'awayRemoved', away: ID },
  { kind: 'handoverNoted', schedule: 'primary', text: 'x'.repeat(10_000) },
  { kind: 'incidentActed', act: 'acknowledge', ...acted },
  { kind: 'incidentActed', act: 'snooze', ...acted, startsAt: null, until: END },
  { kind: 'incidentActed', act: 'note', ...acted, text: 'looking' },
  { kind: 'incidentActed', act: 'take', ...acted },
  { kind: 'incidentActed', act: 'escalate', ...acted },
  { kind: 'incidentActed', act: 'handOver', ...acted, to: 'grace' },
  { kind: 'incidentActed', act: 'addResponder', ...acted, to: 'linus' },
  { kind: 'incidentOpened', source: 'prod', dedupKey: 'k', startsAt: null, at: 5000 },
  {
    kind: 'silenceMade',
    matchers: ['alertname="DiskFull"', 'node=~"db-(1|2)"'],
    start: START,
    end: END,
    reason: '',
  },
  { kind: 'silenceEnded', silence: ID, at: END },
  { kind: 'maintenanceStarted', services: ['db'], start: START, end: END, reason: 'upgrade' },
  { kind: 'maintenanceStarted', services: [], start: START, end: END, reason: '' },
  { kind: 'maintenanceEnded', maintenance: ID },
  { kind: 'desktopWent', to: 'asleep', at: START },
];
const lineOf = (body: ActBody): string => printAct({ id: ID, stamp: parseStamp(ID)!, by: 'ada', body });
const change = (body: ActBody, fields: object): string =>
  JSON.stringify({ ...JSON.parse(lineOf(body)), ...fields });

describe('a line of the log', () => {
  it('looks as documented', () => {
    expect(lineOf(bodies[0]!)).toBe(
      `{"v":1,"id":"${ID}","by":"ada","kind":"overrideMade","schedule":"primary","person":null,"start":"2026-11-27T18:00:00.000Z","end":"2026-11-28T09:00:00.000Z","reason":"dentist"}`,
    );
  });

  it.each(bodies)('$kind comes back as it was', (body) => {
    const act: Act = {
      id: ID,
      stamp: { ms: Date.UTC(2026, 10, 23, 12, 22, 56, 123), count: 1, desktop: 'abcd' },
      by: 'ada',
      body,
    };
    const line = printAct(act);
    expect(line).not.toMatch(/[\r\n]/);
    expect(readAct(line)).toEqual({ kind: 'act', act });
    // Fields that a later version adds are passed over.
    expect(readAct(change(body, { more: [1] }))).toEqual({ kind: 'act', act });
  });

  it.each<[string, string]>([
    ['', 'not a line of JSON'],
    ['nonsense', 'not a line of JSON'],
    ['<<<<<<< HEAD', 'a mark that git left'],
    ['=======', 'a mark that git left'],
    ['>>>>>>> 4f2a (ada: took over)', 'a mark that git left'],
    ['\0\0\0\0', 'NUL bytes'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{}', '"v" must be the version'],
    ['{"v":"1"}', '"v" must be the version'],
    ['{"v":0}', '"v" must be the version'],
    ['{"v":1}', '"id" must be a text'],
    ['{"v":1,"id":"x"}', '"id" is no stamp'],
    ['{"v":1,"id":"2026-11-23T12:22:56.123Z-0001-abcd","by":"ada","ki', 'half a line'],
    [change(bodies[0]!, { by: '' }), '"by" must be a text'],
    [change(bodies[0]!, { by: 'x'.repeat(61) }), '"by" is longer than 60 characters'],
    [change(bodies[0]!, { person: undefined }), '"person" must be a text'],
    [change(bodies[0]!, { person: 7 }), '"person" must be a text'],
    [change(bodies[0]!, { start: 1_795_800_000_000 }), '"start" must be an instant'],
    [change(bodies[0]!, { start: '2026-02-30T00:00:00Z' }), '"start" must be an instant'],
    [change(bodies[0]!, { start: '0000-12-31T00:00:00Z' }), '"start" must be an instant'],
    [change(bodies[0]!, { end: '9999-12-31T23:59:59-01:00' }), '"end" must be an instant'],
    [change(bodies[0]!, { end: '2026-11-27T18:00:00Z' }), '"end" must be after "start"'],
    [change(bodies[0]!, { reason: 'x'.repeat(1001) }), '"reason" is longer than 1000 characters'],
    [change(bodies[2]!, { give: [] }), '"give" must hold at least one span'],
    [change(bodies[2]!, { give: {} }), '"give" must be a list of spans'],
    [change(bodies[2]!, { want: undefined }), '"want" must be a list of spans'],
    [change(bodies[2]!, { give: [[]] }), '"give" must be a list of spans'],
    [
      change(bodies[2]!, { give: [{ schedule: 'p' }] }),
      '"start" must be an instant such as 2026-11-23T12:22:56.000Z in span 1 of "give"',
    ],
    [
      change(bodies[2]!, { give: Array(51).fill(JSON.parse(lineOf(bodies[0]!))) }),
      '"give" has more than 50 spans',
    ],
    [
      change(bodies[2]!, {
        want: [{ schedule: 'p', start: '2026-01-01T00:00:00Z', end: '2027-02-06T00:00:00Z' }],
      }),
      'longer than 400 days in span 1 of "want"',
    ],
    [change(bodies[2]!, { to: null }), '"want" needs somebody in "to"'],
    [change(bodies[11]!, { until: null }), '"until" must say when'],
    [change(bodies[12]!, { text: '' }), '"text" must be a text'],
    [change(bodies[15]!, { to: undefined }), '"to" must be a text'],
    [change(bodies[16]!, { to: '' }), '"to" must be a text'],
    [change(bodies[18]!, { matchers: [] }), '"matchers" must hold at least one matcher'],
    [change(bodies[18]!, { matchers: 'a="b"' }), '"matchers" must be a list of texts'],
    [change(bodies[18]!, { matchers: ['a="b"', 7] }), '"matchers" must be a list of texts'],
    [change(bodies[18]!, { matchers: ['a="b"', 'nonsense'] }), '"matchers": "nonsense" is not a matcher'],
    [change(bodies[18]!, { matchers: ['a=~"("'] }), 'is not a regular expression'],
    [change(bodies[18]!, { matchers: Array(51).fill('a="b"') }), '"matchers" has more than 50 entries'],
    [change(bodies[18]!, { end: '2026-11-27T18:00:00Z' }), '"end" must be after "start"'],
    [change(bodies[20]!, { services: undefined }), '"services" must be a list of texts'],
    [change(bodies[20]!, { services: ['x'.repeat(61)] }), 'an entry of "services" is longer than 60'],
    [change(bodies[23]!, { to: null }), '"to" must be a text'],
    [change(bodies[23]!, { at: 7 }), '"at" must be an instant'],
    [`{"v":1,"pad":"${'x'.repeat(70_000)}"}`, 'longer than 64 KB'],
    ['{"__proto__":{"v":1,"id":"x"}}', '"v" must be the version'],
  ])('%.60s is broken: %s', (line, why) => {
    expect(readAct(line)).toEqual({ kind: 'broken', why: expect.stringContaining(why) });
  });

  it('of a newer Watchbill is kept aside', () => {
    for (const line of [
      change(bodies[0]!, { v: 2 }),
      change(bodies[0]!, { kind: 'shiftAuctioned' }),
      change(bodies[0]!, { kind: 'constructor' }),
      change(bodies[10]!, { act: 'merge' }),
      change(bodies[23]!, { to: 'hibernating' }),
    ])
      expect(readAct(line)).toEqual({ kind: 'aside', why: expect.stringContaining('this Watchbill') });
  });

  it('never throws, whatever is done to it', () => {
    const mutation = fc.record({
      body: fc.constantFrom(...bodies.filter((body) => body.kind !== 'handoverNoted')),
      at: fc.nat(),
      cut: fc.nat(20),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom('"', '{', '}', ',', '1e999', 'null', '\\u'),
      ),
    });
    fc.assert(
      fc.property(mutation, ({ body, at, cut, put }) => {
        const line = lineOf(body);
        const from = at % line.length;
        const read = readAct(line.slice(0, from) + put + line.slice(from + cut));
        expect(['act', 'aside', 'broken']).toContain(read.kind);
        if (read.kind === 'act') expect(readAct(printAct(read.act))).toEqual(read);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.json(), (line) => {
        expect(['aside', 'broken']).toContain(readAct(line).kind);
      }),
    );
  });
});
