import { describe, expect, it } from 'vitest';
import type { RotaView, ShiftView } from '../../contract/rota/rota-views';
import type { TradeView } from '../../contract/rota/trade-views';
import { type DutyLane, dutyModel, hoursOf, shiftAt, shiftsIn } from './rota-model';
import { comingShifts, firstOffer, ownHours, stillOffered } from './trade-draft';

const person = (id: string) => ({
  id,
  name: id,
  initials: id.slice(0, 2),
  colour: 1,
  email: '',
  timeZone: 'UTC',
});
const shift = (start: number, end: number, who: string | null, over: Partial<ShiftView> = {}): ShiftView => ({
  start,
  end,
  person: who,
  mark: 'plain',
  layer: 'l',
  by: '',
  ...over,
});
const view = (shifts: ShiftView[], away: RotaView['away'] = []): RotaView => ({
  schedules: [{ id: 's', name: 'S', timeZone: 'UTC', shifts }],
  people: [person('ada'), person('grace')],
  me: 'ada',
  teamZone: 'UTC',
  away,
  problems: [],
});
const laneOf = (shifts: ShiftView[]) => dutyModel(view(shifts), [], 0, 100).lanes[0] as DutyLane;

describe('the rota as screens draw it', () => {
  it('joins what one person has by several layers, but not what was changed by hand', () => {
    const lane = laneOf([
      shift(0, 10, 'ada', { layer: 'a' }),
      shift(10, 20, 'ada', { layer: 'b' }),
      shift(20, 30, 'ada', { mark: 'override', by: 'o1' }),
      shift(30, 100, null),
    ]);
    expect(lane.shifts.map(({ start, end, mine }) => [start, end, mine])).toEqual([
      [0, 20, true],
      [20, 30, true],
      [30, 100, false],
    ]);
    expect(lane.shifts.map(({ open }) => [open.before, open.after])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it('lends a traded shift the other side', () => {
    const trade = { id: 't1', from: person('grace'), takenBy: [person('ada')] } as unknown as TradeView;
    const traded = view([
      shift(0, 50, 'ada', { mark: 'trade', by: 't1' }),
      shift(50, 100, 'grace', { mark: 'trade', by: 't1' }),
    ]);
    const [lane] = dutyModel(traded, [trade], 0, 100).lanes;
    expect(lane?.shifts.map(({ other }) => other?.id)).toEqual(['grace', 'ada']);
  });

  it('marks what needs cover, of that person and schedule only', () => {
    const away = [
      {
        id: 'a',
        person: 'ada',
        start: 5,
        end: 15,
        reason: '',
        origin: 'act' as const,
        needsCover: [{ schedule: 's', start: 5, end: 10 }],
      },
    ];
    const [lane] = dutyModel(
      view([shift(0, 10, 'ada'), shift(10, 20, 'grace'), shift(20, 30, 'ada')], away),
      [],
      0,
      30,
    ).lanes;
    expect(lane?.shifts.map(({ needsCover }) => needsCover)).toEqual([true, false, false]);
  });

  it('names a stranger by id', () => {
    expect(laneOf([shift(0, 100, 'zoe')]).shifts[0]?.person?.name).toBe('zoe');
  });
});

describe('looking into a lane', () => {
  const lane = laneOf([
    shift(0, 10, 'ada'),
    shift(10, 20, 'grace'),
    shift(20, 30, 'ada'),
    shift(30, 100, null),
  ]);

  it('is half-open', () => {
    expect([0, 9, 10, 29, 99].map((at) => shiftAt(lane, at)?.person?.id ?? null)).toEqual([
      'ada',
      'ada',
      'grace',
      'ada',
      null,
    ]);
    expect(shiftAt(lane, 100)).toBeNull();
    expect(shiftAt(lane, -1)).toBeNull();
    expect(shiftsIn(lane, 10, 20).map(({ start }) => start)).toEqual([10]);
    expect(shiftsIn(lane, 9, 21).map(({ start }) => start)).toEqual([0, 10, 20]);
    expect(shiftsIn(lane, 100, 200)).toEqual([]);
  });

  it('finds the hours of one person', () => {
    expect(hoursOf(lane, 'ada', 5, 25)).toEqual([
      { schedule: 's', start: 5, end: 10 },
      { schedule: 's', start: 20, end: 25 },
    ]);
  });
});

describe('what can be offered', () => {
  const MIN = 60_000;
  const model = dutyModel(
    view([
      shift(0, 100 * MIN, 'ada'),
      shift(100 * MIN, 200 * MIN, 'grace'),
      shift(200 * MIN, 300 * MIN, 'ada'),
    ]),
    [],
    0,
    300 * MIN,
  );

  it('is not what is over, and of what runs the part that is still far enough away', () => {
    expect(firstOffer(31 * MIN)).toBe(45 * MIN);
    expect(firstOffer(36 * MIN)).toBe(60 * MIN);
    expect(stillOffered({ schedule: 's', start: 0, end: 40 * MIN }, 31 * MIN)).toBeNull();
    expect(comingShifts(model, 'ada', 31 * MIN).map(({ start, end }) => [start / MIN, end / MIN])).toEqual([
      [45, 100],
      [200, 300],
    ]);
  });

  it('is only what is one own', () => {
    expect(
      ownHours(model, { schedule: 's', start: 50 * MIN, end: 250 * MIN }, 'ada').map(({ start, end }) => [
        start / MIN,
        end / MIN,
      ]),
    ).toEqual([
      [50, 100],
      [200, 250],
    ]);
    expect(ownHours(model, { schedule: 'x', start: 0, end: 1 }, 'ada')).toEqual([]);
  });
});
