import type { PlanRequest } from '../../../contract/rota/plan-views';
import { err, ok, type Result } from '../../../core/kernel/result';
import { parseTurn, printTurn } from '../../../core/schedule/parse-turn';
import type { Turn } from '../../../core/schedule/schedule';

export type Unit = Turn['unit'];
export type PlanWish = PlanRequest['wishes'][number];

/** What is asked, as it is typed: numbers are text until planning begins. */
export type PlanDraft = {
  readonly schedule: string;
  /** In the order of plain turns. */
  readonly people: readonly string[];
  readonly span: 'next' | 'after' | 'own';
  /** Wall clock in the schedule's zone, `2027-01-04T09:00`. */
  readonly start: string;
  readonly end: string;
  readonly every: string;
  readonly unit: Unit;
  readonly minRest: string;
  readonly maxPerWeek: string;
  readonly nights: string;
  readonly weekends: string;
  readonly holidays: string;
  readonly pastLoad: boolean;
  readonly wishes: readonly PlanWish[];
  readonly timeLimit: string;
};

export const FRESH_DRAFT: PlanDraft = {
  schedule: '',
  people: [],
  span: 'next',
  start: '',
  end: '',
  every: '1',
  unit: 'weeks',
  minRest: '11',
  maxPerWeek: '0',
  nights: '1',
  weekends: '1',
  holidays: '2',
  pastLoad: true,
  wishes: [],
  timeLimit: '30',
};

type Wrong = { readonly field: keyof PlanDraft; readonly text: string };

/** The draft as a request. @returns it, or which field is wrong and how */
export function requestOf(draft: PlanDraft): Result<PlanRequest, Wrong> {
  const wrong = (field: keyof PlanDraft, text: string) => err({ field, text });
  if (draft.people.length === 0) return wrong('people', 'Choose at least one person.');
  if (draft.start === '') return wrong('start', 'Say when the plan begins.');
  if (draft.end === '' || draft.end <= draft.start) return wrong('end', 'The end must lie after the start.');
  const turn = parseTurn(`${draft.every.trim()} ${draft.unit}`);
  if (!turn.ok) return wrong('every', 'A whole number from 1 to 9999.');
  const numbers = new Map<NumberField, number>();
  for (const [field, least, most] of NUMBERS) {
    const text = draft[field].trim();
    const value = text === '' ? Number.NaN : Number(text);
    if (!(value >= least && value <= most)) return wrong(field, `A number from ${least} to ${most}.`);
    numbers.set(field, value);
  }
  const of = (field: NumberField) => numbers.get(field) ?? 0;
  return ok({
    schedule: draft.schedule,
    people: [...draft.people],
    start: draft.start,
    end: draft.end,
    turn: printTurn(turn.value),
    minRest: of('minRest'),
    maxPerWeek: of('maxPerWeek'),
    weights: { nights: of('nights'), weekends: of('weekends'), holidays: of('holidays') },
    pastLoad: draft.pastLoad,
    wishes: draft.wishes.filter(({ person }) => draft.people.includes(person)),
    timeLimit: of('timeLimit'),
  });
}

/** Fields that are numbers once planning begins, and between what and what. */
type NumberField = 'minRest' | 'maxPerWeek' | 'nights' | 'weekends' | 'holidays' | 'timeLimit';
export type TypedField = NumberField | 'every';
const NUMBERS: readonly (readonly [NumberField, number, number])[] = [
  ['minRest', 0, 2000],
  ['maxPerWeek', 0, 168],
  ['nights', 0, 100],
  ['weekends', 0, 100],
  ['holidays', 0, 100],
  ['timeLimit', 1, 600],
];

const DAY_NAMES: Readonly<Record<string, string>> = {
  mon: 'Mondays',
  tue: 'Tuesdays',
  wed: 'Wednesdays',
  thu: 'Thursdays',
  fri: 'Fridays',
  sat: 'Saturdays',
  sun: 'Sundays',
};
export const WEEKDAYS = Object.keys(DAY_NAMES);

/** `every Friday`'s short form, or a date as people write it: `Fridays`, `Fri 25 Dec 2026`. */
export function wishDayText(day: string): string {
  const weekday = DAY_NAMES[day];
  if (weekday !== undefined) return weekday;
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
    .format(at)
    .replace(',', '');
}
