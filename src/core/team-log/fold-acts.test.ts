import { describe, expect, it } from 'vitest';
import { HOUR } from '../time/duration';
import type { Act, ActBody, Piece } from './act';
import { foldActs } from './fold-acts';
import { inStampOrder } from './merge';
import { NO_ACTS } from './rota-acts';
import { printStamp } from './stamp';
import type { Trade } from './trade';
import { expiresAt, tradeStatus } from './trade-status';

/** Monday; `h(n)` is n hours later. Acts are made in the hours before it. */
const MONDAY = Date.UTC(2026, 10, 23);
const h = (hours: number): number => MONDAY + hours * HOUR;
const piece = (from: number, to: number, schedule = 'primary'): Piece => ({
  schedule,
  start: h(from),
  end: h(to),
});

/** An act `n` minutes after the day before at noon. */
function act(n: number, by: string, body: ActBody): Act {
  const stamp = { ms: h(-12) + n * 60_000, count: 0, desktop: by };
  return { id: printStamp(stamp), stamp, by, body };
}
const idOf = (n: number, by: string): string => act(n, by, { kind: 'tradeDeclined', trade: '' }).id;

const offer = (n: number, give: Piece[], to: string | null = null, want: Piece[] = []): Act =>
  act(n, 'ada', { kind: 'tradeOffered', to, give, want, note: 'circus' });
const accept = (n: number, by: string, give: Piece[], want: Piece[] = [], trade = idOf(0, 'ada')): Act =>
  act(n, by, { kind: 'tradeAccepted', trade, give, want });
const override = (n: number, by: string, person: string | null, where: Piece): Act =>
  act(n, by, { kind: 'overrideMade', person, ...where, reason: '' });
const about = (
  n: number,
  by: string,
  kind: 'tradeDeclined' | 'tradeWithdrawn' | 'tradeUndone',
  trade = idOf(0, 'ada'),
): Act => act(n, by, { kind, trade });

const fold = (...acts: Act[]) => foldActs(inStampOrder(acts).acts);
const tradeOf = (...acts: Act[]): Trade => fold(...acts).trades[0] as Trade;
/** `grace 0–4 x/give/0`, hours after Monday. */
const inForce = (...acts: Act[]): string[] =>
  fold(...acts).overrides.map(
    ({ id, person, start, end }) =>
      `${person ?? 'nobody'} ${(start - MONDAY) / HOUR}–${(end - MONDAY) / HOUR} ${id.slice(30)}`,
  );
const lostOf = (...acts: Act[]): string[] => tradeOf(...acts).lost.map(({ by, why }) => `${by}: ${why}`);

describe('overrides', () => {
  it('are in force in the order of their stamps until anybody removes them, twice if need be', () => {
    const [one, two] = [override(0, 'ada', 'ada', piece(0, 4)), override(1, 'grace', null, piece(2, 6))];
    const remove = (n: number, by: string): Act => act(n, by, { kind: 'overrideRemoved', override: one.id });
    expect(inForce(two, one)).toEqual(['ada 0–4 ada', 'nobody 2–6 grace']);
    expect(fold(one).overrides[0]).toEqual({
      id: one.id,
      schedule: 'primary',
      person: 'ada',
      start: h(0),
      end: h(4),
      reason: '',
      origin: { kind: 'act', by: 'ada', at: h(-12) },
    });
    expect(inForce(one, two, remove(3, 'linus'), remove(4, 'ada'))).toEqual(['nobody 2–6 grace']);
    // By a desktop whose clock is behind.
    expect(inForce(one, two, remove(-5, 'linus'))).toEqual(['nobody 2–6 grace']);
    expect(inForce(one, act(2, 'ada', { kind: 'overrideRemoved', override: 'unheard of' }))).toHaveLength(1);
  });
});

describe('a cover', () => {
  const offered = offer(0, [piece(4, 8), piece(0, 4)]);

  it('changes nothing until it is taken', () => {
    expect(inForce(offered)).toEqual([]);
    expect(tradeOf(offered)).toEqual({
      id: offered.id,
      from: 'ada',
      to: null,
      give: [piece(0, 8)],
      want: [],
      note: 'circus',
      offeredAt: h(-12),
      status: 'open',
      takings: [],
      left: [piece(0, 8)],
      declinedBy: [],
      lost: [],
      undoneBy: null,
    });
  });

  it('taken in whole is agreed; the second who takes it is told', () => {
    const acts = [offered, accept(1, 'grace', [piece(0, 8)]), accept(2, 'linus', [piece(0, 8)])];
    expect(inForce(...acts)).toEqual(['grace 0–8 ada/give/0']);
    expect(tradeOf(...acts)).toMatchObject({
      status: 'agreed',
      left: [],
      takings: [{ act: acts[1]!.id, by: 'grace', at: acts[1]!.stamp.ms, give: [piece(0, 8)], want: [] }],
      lost: [{ act: acts[2]!.id, by: 'linus', why: 'somebody else took it first' }],
    });
    expect(fold(...acts).overrides[0]?.origin).toEqual({
      kind: 'trade',
      trade: offered.id,
      from: 'ada',
      with: 'grace',
      at: acts[1]!.stamp.ms,
    });
  });

  it('taken in part leaves the rest, which another may take', () => {
    const acts = [offered, accept(1, 'grace', [piece(2, 4)]), accept(2, 'linus', [piece(3, 5)])];
    expect(tradeOf(...acts)).toMatchObject({ status: 'partly', left: [piece(0, 2), piece(4, 8)] });
    expect(lostOf(...acts)).toEqual(['linus: some of these hours had been taken']);
    const all = [...acts, accept(3, 'linus', [piece(0, 2), piece(4, 8)])];
    expect(tradeOf(...all)).toMatchObject({ status: 'agreed', left: [] });
    expect(inForce(...all)).toEqual(['grace 2–4 ada/give/0', 'linus 0–2 ada/give/1', 'linus 4–8 ada/give/2']);
  });

  it('pressed twice is taken once, and nothing is lost', () => {
    const acts = [offered, accept(1, 'grace', [piece(0, 8)]), accept(2, 'grace', [piece(0, 8)])];
    expect(tradeOf(...acts)).toMatchObject({ status: 'agreed', lost: [] });
    expect(inForce(...acts)).toHaveLength(1);
  });

  it.each<[string, Act[]]>([
    ['ada: it was their own offer', [accept(1, 'ada', [piece(0, 8)])]],
    ['linus: it takes more than was offered', [accept(1, 'linus', [piece(0, 9)])]],
    ['linus: it takes more than was offered', [accept(1, 'linus', [piece(0, 2, 'secondary')])]],
    ['linus: it takes more than was offered', [accept(1, 'linus', [piece(0, 8)], [piece(9, 10)])]],
    ['linus: it had been withdrawn', [about(1, 'ada', 'tradeWithdrawn'), accept(2, 'linus', [piece(0, 8)])]],
    ['linus: the hours had begun', [accept(12 * 60, 'linus', [piece(0, 8)])]],
    [
      'linus: the hours had moved already',
      [override(1, 'grace', 'grace', piece(7, 12)), accept(2, 'linus', [piece(0, 8)])],
    ],
    [
      'linus: the hours had moved already',
      [override(1, 'grace', null, piece(7, 12)), accept(2, 'linus', [piece(0, 8)])],
    ],
    // Moved before the offer, which did not know.
    [
      'linus: the hours had moved already',
      [override(-1, 'grace', 'grace', piece(7, 12)), accept(2, 'linus', [piece(0, 8)])],
    ],
    [
      'linus: it had been undone',
      [
        accept(1, 'grace', [piece(0, 8)]),
        about(2, 'grace', 'tradeUndone'),
        accept(3, 'linus', [piece(0, 8)]),
      ],
    ],
  ])('%s', (why, acts) => {
    expect(lostOf(offered, ...acts)).toEqual([why]);
    expect(inForce(offered, ...acts).filter((text) => text.startsWith('linus'))).toEqual([]);
  });

  it('can be taken where what moved the hours was taken back, or left them with the one who offers', () => {
    const moved = override(1, 'grace', 'grace', piece(0, 8));
    const back = act(2, 'grace', { kind: 'overrideRemoved', override: moved.id });
    expect(inForce(offered, moved, back, accept(3, 'linus', [piece(0, 8)]))).toEqual([
      'linus 0–8 ada/give/0',
    ]);
    expect(
      lostOf(
        offered,
        moved,
        accept(2, 'linus', [piece(0, 8)]),
        act(3, 'grace', { kind: 'overrideRemoved', override: moved.id }),
      ),
    ).toHaveLength(1);
    const hers = override(2, 'linus', 'ada', piece(0, 8));
    expect(inForce(offered, moved, hers, accept(3, 'linus', [piece(0, 8)]))).toHaveLength(3);
    expect(
      lostOf(offered, moved, override(2, 'linus', 'ada', piece(0, 7)), accept(3, 'linus', [piece(0, 8)])),
    ).toHaveLength(1);
    // Another schedule, or other hours.
    const apart = [
      override(1, 'grace', 'grace', piece(0, 8, 'secondary')),
      override(1, 'linus', 'grace', piece(8, 9)),
    ];
    expect(lostOf(offered, ...apart, accept(3, 'linus', [piece(0, 8)]))).toEqual([]);
    expect(
      lostOf(offered, override(1, 'grace', 'grace', piece(7, 12)), accept(2, 'linus', [piece(0, 7)])),
    ).toEqual([]);
  });

  it('is moved by the taking of another offer of the same hours', () => {
    const other = offer(1, [piece(2, 3)], 'grace');
    const acts = [
      offered,
      other,
      accept(2, 'grace', [piece(2, 3)], [], other.id),
      accept(3, 'linus', [piece(0, 8)]),
    ];
    expect(fold(...acts).trades.map(({ status, lost }) => [status, lost.map(({ why }) => why)])).toEqual([
      ['open', ['the hours had moved already']],
      ['agreed', []],
    ]);
  });

  it('offered to anyone is only noted as declined; the one it was made to ends it', () => {
    const declined = [
      about(1, 'grace', 'tradeDeclined'),
      about(2, 'grace', 'tradeDeclined'),
      about(3, 'ada', 'tradeDeclined'),
    ];
    expect(tradeOf(offered, ...declined)).toMatchObject({ status: 'open', declinedBy: ['grace'] });
    const personal = offer(0, [piece(0, 8)], 'grace');
    expect(tradeOf(personal, about(1, 'linus', 'tradeDeclined'))).toMatchObject({
      status: 'open',
      declinedBy: [],
    });
    expect(tradeOf(personal, about(1, 'grace', 'tradeDeclined'))).toMatchObject({
      status: 'declined',
      left: [],
      declinedBy: ['grace'],
    });
    expect(lostOf(personal, accept(1, 'linus', [piece(0, 8)]))).toEqual([
      'linus: it was made to somebody else',
    ]);
    expect(lostOf(personal, about(1, 'grace', 'tradeDeclined'), accept(2, 'grace', [piece(0, 8)]))).toEqual([
      'grace: it had been declined',
    ]);
  });

  it('is withdrawn by the one who offered only; what was taken stays', () => {
    const taken = accept(1, 'grace', [piece(0, 2)]);
    expect(tradeOf(offered, taken, about(2, 'grace', 'tradeWithdrawn'))).toMatchObject({ status: 'partly' });
    expect(tradeOf(offered, taken, about(2, 'ada', 'tradeWithdrawn'))).toMatchObject({
      status: 'withdrawn',
      left: [],
    });
    expect(inForce(offered, taken, about(2, 'ada', 'tradeWithdrawn'))).toEqual(['grace 0–2 ada/give/0']);
    const agreed = accept(1, 'grace', [piece(0, 8)]);
    expect(tradeOf(offered, agreed, about(2, 'ada', 'tradeWithdrawn'))).toMatchObject({ status: 'agreed' });
  });

  it('is undone by the offerer in whole, by a taker in what is theirs, by nobody else', () => {
    const taken = [offered, accept(1, 'grace', [piece(0, 2)]), accept(2, 'linus', [piece(2, 8)])];
    expect(inForce(...taken, about(3, 'margaret', 'tradeUndone'))).toHaveLength(2);
    expect(inForce(...taken, about(3, 'grace', 'tradeUndone'))).toEqual(['linus 2–8 ada/give/1']);
    expect(tradeOf(...taken, about(3, 'grace', 'tradeUndone'))).toMatchObject({
      status: 'agreed',
      undoneBy: null,
      takings: [{ by: 'linus' }],
    });
    const undone = [...taken, about(3, 'ada', 'tradeUndone'), about(4, 'linus', 'tradeUndone')];
    expect(inForce(...undone)).toEqual([]);
    expect(tradeOf(...undone)).toMatchObject({
      status: 'undone',
      undoneBy: 'ada',
      left: [],
      takings: [{}, {}],
    });
    expect(tradeOf(offered, about(3, 'ada', 'tradeUndone'))).toMatchObject({ status: 'open' });
  });
});

describe('a two-way trade', () => {
  const offered = offer(0, [piece(0, 8)], 'grace', [piece(24, 30), piece(30, 32, 'secondary')]);

  it('makes both halves, at one instant', () => {
    const acts = [offered, accept(1, 'grace', [piece(0, 8)], [piece(24, 30), piece(30, 32, 'secondary')])];
    expect(inForce(...acts)).toEqual([
      'grace 0–8 ada/give/0',
      'ada 24–30 ada/want/0',
      'ada 30–32 ada/want/1',
    ]);
    expect(inForce(...acts, about(2, 'grace', 'tradeUndone'))).toEqual([]);
    expect(inForce(...acts, about(2, 'ada', 'tradeUndone'))).toEqual([]);
    // Half of it is no override that could be removed.
    expect(
      inForce(...acts, act(2, 'ada', { kind: 'overrideRemoved', override: `${offered.id}/give/0` })),
    ).toHaveLength(3);
  });

  it('may be shrunk to what was shown, never to one half', () => {
    const shrunk = tradeOf(offered, accept(1, 'grace', [piece(2, 8)], [piece(24, 30)]));
    expect(shrunk).toMatchObject({
      status: 'agreed',
      left: [],
      takings: [{ give: [piece(2, 8)], want: [piece(24, 30)] }],
    });
    expect(lostOf(offered, accept(1, 'grace', [piece(0, 8)]))).toEqual(['grace: it takes only one half']);
    expect(lostOf(offered, accept(1, 'grace', [piece(0, 8)], [piece(24, 31)]))).toEqual([
      'grace: it takes more than was offered',
    ]);
  });

  it('makes none where either half has moved or begun', () => {
    const whole = (n: number): Act =>
      accept(n, 'grace', [piece(0, 8)], [piece(24, 30), piece(30, 32, 'secondary')]);
    expect(inForce(offered, override(1, 'linus', 'linus', piece(29, 31)), whole(2))).toEqual([
      'linus 29–31 linus',
    ]);
    expect(inForce(offered, whole(12 * 60))).toEqual([]);
    const early = offer(0, [piece(24, 30)], 'grace', [piece(-11, -10)]);
    expect(lostOf(early, accept(90, 'grace', [piece(24, 30)], [piece(-11, -10)]))).toEqual([
      'grace: the hours had begun',
    ]);
  });
});

describe('the rest of the log', () => {
  it('keeps who is away until anybody takes it back, and notes of handovers', () => {
    const away = act(0, 'ada', {
      kind: 'awaySet',
      person: 'grace',
      start: h(0),
      end: h(9),
      reason: 'dentist',
    });
    expect(fold(away).away).toEqual([
      { id: away.id, person: 'grace', start: h(0), end: h(9), reason: 'dentist', origin: 'act' },
    ]);
    for (const n of [-1, 1])
      expect(fold(away, act(n, 'grace', { kind: 'awayRemoved', away: away.id })).away).toEqual([]);
    const noted = act(2, 'ada', { kind: 'handoverNoted', schedule: 'primary', text: 'disk is slow' });
    expect(fold(noted).handoverNotes).toEqual([
      { id: noted.id, schedule: 'primary', by: 'ada', at: noted.stamp.ms, text: 'disk is slow' },
    ]);
  });

  it('passes over acts about what nobody heard of', () => {
    const nowhere = '2026-11-22T12:00:00.000Z-0009-zz';
    expect(
      fold(
        accept(1, 'grace', [piece(0, 8)], [], nowhere),
        about(2, 'grace', 'tradeUndone', nowhere),
        act(3, 'ada', { kind: 'awayRemoved', away: nowhere }),
      ),
    ).toEqual(NO_ACTS);
  });
});

describe('the status of an offer', () => {
  it('is expired once the first hour of what is left has begun', () => {
    const offered = offer(0, [piece(0, 2), piece(4, 8)]);
    const open = tradeOf(offered);
    expect([tradeStatus(open, h(0) - 1), tradeStatus(open, h(0)), expiresAt(open)]).toEqual([
      'open',
      'expired',
      h(0),
    ]);
    const partly = tradeOf(offered, accept(1, 'grace', [piece(0, 2)]));
    expect([tradeStatus(partly, h(3)), tradeStatus(partly, h(4)), expiresAt(partly)]).toEqual([
      'partly',
      'expired',
      h(4),
    ]);
    const agreed = tradeOf(offered, accept(1, 'grace', [piece(0, 2), piece(4, 8)]));
    expect([tradeStatus(agreed, h(9)), expiresAt(agreed)]).toEqual(['agreed', h(0)]);
    const twoWay = tradeOf(offer(0, [piece(4, 8)], 'grace', [piece(1, 2)]));
    expect([tradeStatus(twoWay, h(1)), expiresAt(twoWay)]).toEqual(['expired', h(1)]);
  });
});
