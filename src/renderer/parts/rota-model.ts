import type { AwayView, RotaView, ShiftView } from '../../contract/rota/rota-views';
import type { TradeView } from '../../contract/rota/trade-views';
import type { PersonView } from '../../contract/views/people';

/** A stretch of somebody's duty (or of nobody's) as screens draw it. Instants are milliseconds since 1970. */
export type DutyShift = {
  /** Unique among all that is shown. */
  readonly id: string;
  readonly schedule: string;
  readonly scheduleName: string;
  readonly start: number;
  readonly end: number;
  /** Whether it may go on beyond what was asked for. */
  readonly open: { readonly before: boolean; readonly after: boolean };
  /** null: nobody. */
  readonly person: PersonView | null;
  readonly mine: boolean;
  readonly mark: ShiftView['mark'];
  /** The override or trade that made it; ''. */
  readonly by: string;
  /** Who had it before the trade, or gave something for it. */
  readonly other: PersonView | null;
  /** They are away for a part of it. */
  readonly needsCover: boolean;
};

export type DutyLane = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly shifts: readonly DutyShift[];
};

export type DutyModel = {
  readonly lanes: readonly DutyLane[];
  readonly people: ReadonlyMap<string, PersonView>;
  readonly me: string;
  readonly teamZone: string;
  readonly away: readonly AwayView[];
  readonly problems: readonly string[];
  /** What was asked for. */
  readonly from: number;
  readonly to: number;
};

/**
 * The rota as screens draw it; `trades` lend a traded shift its second colour. What is as it was in `before` is the
 * same object again, so that what shows it need not be drawn anew.
 */
export function dutyModel(
  view: RotaView,
  trades: readonly TradeView[],
  from: number,
  to: number,
  before: DutyModel | null = null,
): DutyModel {
  const old = new Map(before?.lanes.flatMap(({ shifts }) => shifts.map((shift) => [shift.id, shift])));
  const people = new Map(view.people.map((person) => [person.id, person]));
  const sides = new Map(trades.map((trade) => [trade.id, [trade.from, ...trade.takenBy]]));
  const uncovered = new Map<string, { start: number; end: number }[]>();
  for (const { person, needsCover } of view.away)
    for (const { schedule, start, end } of needsCover) {
      const key = `${schedule} ${person}`;
      uncovered.set(key, [...(uncovered.get(key) ?? []), { start, end }]);
    }
  const lanes = view.schedules.map(({ id, name, timeZone, shifts }) => ({
    id,
    name,
    timeZone,
    shifts: joined(shifts).map((shift): DutyShift => {
      const person = shift.person === null ? null : (people.get(shift.person) ?? stranger(shift.person));
      const made: DutyShift = {
        id: `${id} ${shift.start}`,
        schedule: id,
        scheduleName: name,
        start: shift.start,
        end: shift.end,
        open: { before: shift.start <= from, after: shift.end >= to },
        person,
        mine: person !== null && person.id === view.me,
        mark: shift.mark,
        by: shift.by,
        other:
          shift.mark === 'trade'
            ? (sides.get(shift.by)?.find((side) => side.id !== person?.id) ?? null)
            : null,
        needsCover: (uncovered.get(`${id} ${shift.person}`) ?? []).some(
          (gap) => gap.start < shift.end && shift.start < gap.end,
        ),
      };
      const same = old.get(made.id);
      return same && isSame(same, made) ? same : made;
    }),
  }));
  const { me, teamZone, away, problems } = view;
  return { lanes, people, me, teamZone, away, problems, from, to };
}

/** The shift of a lane at an instant; shifts are in order and cover what was asked for. */
export function shiftAt(lane: DutyLane, at: number): DutyShift | null {
  let low = 0;
  let high = lane.shifts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const shift = lane.shifts[middle] as DutyShift;
    if (at < shift.start) high = middle - 1;
    else if (at >= shift.end) low = middle + 1;
    else return shift;
  }
  return null;
}

/** Those that touch [from, to), found by halving: a year's lane is not walked for a week. */
export function shiftsIn(lane: DutyLane, from: number, to: number): readonly DutyShift[] {
  const { shifts } = lane;
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle] as DutyShift).end <= from) low = middle + 1;
    else high = middle;
  }
  let until = low;
  while (until < shifts.length && (shifts[until] as DutyShift).start < to) until += 1;
  return shifts.slice(low, until);
}

/** The parts of [from, to) in which somebody is on call for a lane; touching parts are one. */
export function hoursOf(
  lane: DutyLane,
  person: string,
  from: number,
  to: number,
): { schedule: string; start: number; end: number }[] {
  const found: { schedule: string; start: number; end: number }[] = [];
  for (const shift of shiftsIn(lane, from, to)) {
    if (shift.person?.id !== person) continue;
    const piece = { schedule: lane.id, start: Math.max(from, shift.start), end: Math.min(to, shift.end) };
    const last = found.at(-1);
    if (last && last.end === piece.start) last.end = piece.end;
    else if (piece.start < piece.end) found.push(piece);
  }
  return found;
}

function isSame(a: DutyShift, b: DutyShift): boolean {
  return (
    a.end === b.end &&
    a.mark === b.mark &&
    a.by === b.by &&
    a.mine === b.mine &&
    a.needsCover === b.needsCover &&
    a.scheduleName === b.scheduleName &&
    a.open.before === b.open.before &&
    a.open.after === b.open.after &&
    isSamePerson(a.person, b.person) &&
    isSamePerson(a.other, b.other)
  );
}

function isSamePerson(a: PersonView | null, b: PersonView | null): boolean {
  if (a === null || b === null) return a === b;
  return a.id === b.id && a.name === b.name && a.colour === b.colour && a.timeZone === b.timeZone;
}

/** One after the other by the same person is one duty, whichever layers make it; what was changed by hand stands alone. */
function joined(shifts: readonly ShiftView[]): readonly ShiftView[] {
  const found: ShiftView[] = [];
  for (const shift of shifts) {
    const last = found.at(-1);
    const isOne =
      last?.end === shift.start &&
      last.person === shift.person &&
      last.mark === shift.mark &&
      last.by === shift.by;
    if (last && isOne) found[found.length - 1] = { ...last, end: shift.end };
    else found.push(shift);
  }
  return found;
}

/** Somebody a log or a file names who is not of the team. */
function stranger(id: string): PersonView {
  return { id, name: id, initials: id.slice(0, 2).toUpperCase(), colour: 0, email: '', timeZone: '' };
}
