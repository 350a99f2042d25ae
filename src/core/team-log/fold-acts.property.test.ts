import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PersonId } from '../kernel/ids';
import { HOUR } from '../time/duration';
import type { Act, ActBody, Piece } from './act';
import { foldActs } from './fold-acts';
import { inStampOrder, mergeActs } from './merge';
import type { RotaActs } from './rota-acts';
import { heard, nextStamp, printStamp, type Stamp } from './stamp';

const MONDAY = Date.UTC(2026, 10, 23);
const PEOPLE = ['ada', 'grace', 'linus'] as const;
const HOURS = 12;

type Made = {
  readonly who: number;
  readonly later: number;
  readonly hears: boolean;
  readonly seed: number;
  readonly kind: number;
};

const made: fc.Arbitrary<Made> = fc.record({
  who: fc.nat(2),
  later: fc.constantFrom(0, 0, 1000, 60_000, 4 * HOUR),
  hears: fc.boolean(),
  seed: fc.nat(100_000),
  kind: fc.nat(14),
});
const story = fc.array(made, { minLength: 1, maxLength: 60, size: 'max' });

/** What three desktops with clocks minutes apart write, each hearing of the others now and then. */
function played(list: readonly Made[]): Act[] {
  const all: Act[] = [];
  const clocks: (Stamp | null)[] = [null, null, null];
  let now = MONDAY - 12 * HOUR;
  for (const { who, later, hears, seed, kind } of list) {
    now += later;
    const wall = now + (who - 1) * 180_000;
    if (hears) for (const { stamp } of all) clocks[who] = heard(clocks[who] ?? null, stamp, wall);
    const stamp = nextStamp(clocks[who] ?? null, wall, `d${who}`);
    clocks[who] = stamp;
    all.push({
      id: printStamp(stamp),
      stamp,
      by: PEOPLE[who] as PersonId,
      body: bodyOf(kind, seed, who, all),
    });
  }
  return all;
}

function bodyOf(kind: number, seed: number, who: number, before: readonly Act[]): ActBody {
  const piece = pieceOf(seed);
  const other = PEOPLE[(who + 1 + (seed % 2)) % 3] as PersonId;
  const offers = before.filter(({ body }) => body.kind === 'tradeOffered');
  const mine = offers.filter(
    ({ by, body }) =>
      by !== PEOPLE[who] && body.kind === 'tradeOffered' && (body.to ?? PEOPLE[who]) === PEOPLE[who],
  );
  const among = kind >= 7 && mine.length > 0 ? mine : offers;
  const target = among[seed % Math.max(1, among.length)];
  const offer = target?.body.kind === 'tradeOffered' ? target.body : null;
  const trade = target?.id ?? 'none';
  switch (kind) {
    case 0:
      return { kind: 'overrideMade', person: seed % 5 === 0 ? null : other, ...piece, reason: '' };
    case 1:
      return { kind: 'overrideRemoved', override: before[seed % Math.max(1, before.length)]?.id ?? 'none' };
    case 2:
      return { kind: 'tradeOffered', to: seed % 3 === 0 ? null : other, give: [piece], want: [], note: '' };
    case 3:
    case 4:
      return { kind: 'tradeOffered', to: other, give: [piece], want: [pieceOf(seed + 7)], note: '' };
    case 5:
      return { kind: 'tradeUndone', trade };
    case 6:
      return { kind: 'tradeWithdrawn', trade };
    case 10:
      return { kind: 'silenceMade', matchers: ['a="b"'], start: piece.start, end: piece.end, reason: '' };
    case 11:
      return { kind: 'maintenanceStarted', services: ['db'], start: piece.start, end: piece.end, reason: '' };
    case 12:
      return { kind: 'silenceEnded', silence: before[seed % Math.max(1, before.length)]?.id ?? 'none' };
    case 13:
      return {
        kind: 'maintenanceEnded',
        maintenance: before[seed % Math.max(1, before.length)]?.id ?? 'none',
      };
    case 14:
      return { kind: 'desktopWent', to: seed % 2 === 0 ? 'asleep' : 'awake' };
    case 7:
      return offer && seed % 2 === 0 && offer.want.length === 0
        ? { kind: 'tradeAccepted', trade, give: [halfOf(offer.give[0] as Piece)], want: [] }
        : { kind: 'tradeDeclined', trade };
    default:
      return { kind: 'tradeAccepted', trade, give: offer?.give ?? [piece], want: offer?.want ?? [] };
  }
}

function pieceOf(seed: number): Piece {
  const start = MONDAY + (seed % HOURS) * HOUR;
  return { schedule: seed % 4 === 0 ? 'secondary' : 'primary', start, end: start + (1 + (seed % 3)) * HOUR };
}

function halfOf({ schedule, start, end }: Piece): Piece {
  return { schedule, start, end: (start + end) / 2 };
}

/** Who has each half hour of both schedules, as far as the log says. */
function holders({ overrides }: RotaActs): (PersonId | null | undefined)[] {
  return ['primary', 'secondary'].flatMap((schedule) =>
    Array.from({ length: 2 * (HOURS + 4) }, (_, i) => {
      const at = MONDAY + (i * HOUR) / 2;
      return overrides.findLast((one) => one.schedule === schedule && one.start <= at && at < one.end)
        ?.person;
    }),
  );
}

const union = (acts: readonly Act[]): readonly Act[] => inStampOrder(acts).acts;

it('merging is commutative, associative and idempotent, and keeps the order', () => {
  fc.assert(
    fc.property(story, fc.array(fc.nat(6), { maxLength: 40 }), (list, places) => {
      // Each act is in some of three files; two acts of one id in some.
      const acts = played(list);
      const twin = acts[0] ? [{ ...acts[0], by: 'zoe' }] : [];
      const [a, b, c] = [1, 2, 4].map((bit) =>
        union([...acts.filter((_, i) => ((places[i] ?? 7) + 1) & bit), ...(bit === 2 ? twin : [])]),
      ) as [readonly Act[], readonly Act[], readonly Act[]];
      const merge = (x: readonly Act[], y: readonly Act[]): readonly Act[] => mergeActs(x, y).acts;
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      expect(merge(a, a)).toEqual(a);
      expect(merge(merge(a, b), b)).toEqual(merge(a, b));
      expect(merge(merge(a, b), c)).toEqual(union([...c, ...b, ...a, ...c]));
    }),
  );
});

it('any order of arrival ends equal, the winner of every offer included', () => {
  fc.assert(
    fc.property(story, fc.infiniteStream(fc.nat()), fc.nat(5), (list, chance, parts) => {
      const acts = played(list);
      const shuffled = acts
        .map((act) => ({ act, key: chance.next().value as number }))
        .toSorted((x, y) => x.key - y.key)
        .map(({ act }) => act);
      // Two desktops hear of it in pieces of different sizes.
      let one: readonly Act[] = [];
      for (let i = 0; i < shuffled.length; i += parts + 1)
        one = mergeActs(one, union(shuffled.slice(i, i + parts + 1))).acts;
      let two: readonly Act[] = [];
      for (const act of acts) two = mergeActs([act], two).acts;
      expect(foldActs(one)).toEqual(foldActs(two));
    }),
  );
});

it('a trade has both halves or none, each gets exactly the hours of the other, and no hour is lost', () => {
  let taken = 0;
  fc.assert(
    fc.property(story, (list) => {
      const acts = union(played(list));
      for (const [i, act] of acts.entries()) {
        if (act.body.kind !== 'tradeAccepted') continue;
        const before = foldActs(acts.slice(0, i));
        const after = foldActs(acts.slice(0, i + 1));
        const trade = after.trades.find(({ id }) => id === (act.body as { trade: string }).trade);
        const taking = trade?.takings.find((one) => one.act === act.id);
        if (!trade || !taking) {
          expect(after.overrides).toEqual(before.overrides);
          continue;
        }
        taken += 1;
        const made = after.overrides.slice(before.overrides.length);
        expect(after.overrides.slice(0, before.overrides.length)).toEqual(before.overrides);
        const plain = made.map(({ schedule, start, end, person }) => ({ schedule, start, end, person }));
        expect(plain).toEqual([
          ...taking.give.map((piece) => ({ ...piece, person: taking.by })),
          ...taking.want.map((piece) => ({ ...piece, person: trade.from })),
        ]);
        expect(taking.want.length > 0).toBe(trade.want.length > 0);
        // Nobody but the two has other hours than before; where the log named the holder, it was the right one.
        const [was, is] = [holders(before), holders(after)];
        for (const [n, holder] of is.entries()) {
          if (holder === was[n]) continue;
          expect([trade.from, taking.by]).toContain(holder);
          expect([undefined, holder === trade.from ? taking.by : trade.from]).toContain(was[n]);
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(50);
});

it('undoing a trade puts the rota back exactly', () => {
  fc.assert(
    fc.property(story, (list) => {
      const acts = union(played(list));
      const trades = foldActs(acts).trades.filter(
        ({ takings, status }) => takings.length > 0 && status !== 'undone',
      );
      for (const trade of trades) {
        const stamp = nextStamp(acts.at(-1)?.stamp ?? null, (acts.at(-1) as Act).stamp.ms, 'z');
        const undo: Act = {
          id: printStamp(stamp),
          stamp,
          by: trade.from,
          body: { kind: 'tradeUndone', trade: trade.id },
        };
        const undone = foldActs([...acts, undo]);
        const takings = new Set(trade.takings.map(({ act }) => act));
        expect(undone.overrides).toEqual(
          foldActs(acts).overrides.filter(
            ({ origin }) => origin.kind !== 'trade' || origin.trade !== trade.id,
          ),
        );
        // Where nothing else was agreed upon it since, it is as if it had never been taken.
        if (acts.findLastIndex(({ id }) => takings.has(id)) === acts.length - 1 && trade.takings.length === 1)
          expect(undone.overrides).toEqual(foldActs(acts.slice(0, -1)).overrides);
      }
    }),
    { numRuns: 300 },
  );
});

it('folds ten thousand acts in a moment, also where all are about the same hours', () => {
  const list = Array.from(
    { length: 10_000 },
    (_, i): Made => ({
      who: i % 3,
      later: 0,
      hears: false,
      seed: i,
      kind: i < 5000 ? 2 + (i % 2) : 7 + (i % 3),
    }),
  );
  const acts = union(
    list.map(({ who, seed, kind }, i) => {
      const stamp = { ms: MONDAY - 12 * HOUR + i, count: 0, desktop: `d${who}` };
      const give = [pieceOf(seed)];
      const trade = printStamp({
        ms: MONDAY - 12 * HOUR + (seed % 5000),
        count: 0,
        desktop: `d${(seed % 5000) % 3}`,
      });
      const body: ActBody =
        kind < 7
          ? { kind: 'tradeOffered', to: null, give, want: [], note: '' }
          : { kind: 'tradeAccepted', trade, give: [pieceOf(seed % 5000)], want: [] };
      return { id: printStamp(stamp), stamp, by: PEOPLE[who] as PersonId, body };
    }),
  );
  foldActs(acts.slice(0, 1000));
  const began = performance.now();
  const { trades } = foldActs(acts);
  expect(performance.now() - began).toBeLessThan(1000);
  expect(trades).toHaveLength(5000);
});
