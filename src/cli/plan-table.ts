import type { PlanScore, PlanView } from '../contract/rota/plan-views';
import type { Schedule } from '../core/schedule/schedule';
import { printLocal } from './when';

const SCORES: readonly { title: string; of: (score: PlanScore) => number }[] = [
  { title: 'score, the less the fairer', of: ({ total }) => total },
  { title: 'most less least hours', of: ({ spread }) => spread },
  { title: 'of nights', of: ({ nightSpread }) => nightSpread },
  { title: 'of weekends', of: ({ weekendSpread }) => weekendSpread },
  { title: 'of holidays', of: ({ holidaySpread }) => holidaySpread },
  { title: 'wishes broken', of: ({ wishesBroken }) => wishesBroken },
];

/** What came of planning, as lines for a terminal. */
export function planTable(view: PlanView, { name, timeZone }: Schedule): string[] {
  const people = new Map(view.people.map((person) => [person.id, person.name]));
  const who = (id: string | null) => (id === null ? 'nobody' : (people.get(id) ?? id));
  const lines = [`${name}: ${view.text}`];
  if (view.collisions.length > 0) lines.push('', ...view.collisions.map((text) => `  ${text}`));
  if (view.score) {
    lines.push('', `Times of ${timeZone}:`);
    for (const { start, end, person } of view.plan)
      lines.push(`${printLocal(start, timeZone)}  to  ${printLocal(end, timeZone)}  ${who(person)}`);
    lines.push('', ...rows(['', 'this plan', 'plain turns'], scores(view.score, view.roundRobinScore)));
    lines.push(
      '',
      ...rows(
        ['', 'shifts', 'hours', 'nights', 'weekends', 'holidays'],
        view.perPerson.map((one) => [
          who(one.person),
          ...[one.shifts, one.hours, one.nights, one.weekends, one.holidays].map(short),
        ]),
      ),
    );
  }
  if (view.score && view.roundRobinBreaks.length > 0)
    lines.push('', 'Plain turns would break rules:', ...view.roundRobinBreaks.map((text) => `  ${text}`));
  if (view.notes.length > 0) lines.push('', ...view.notes);
  return lines;
}

function scores(plan: PlanScore, turns: PlanScore | null): string[][] {
  return SCORES.map(({ title, of }) => [title, short(of(plan)), turns === null ? '-' : short(of(turns))]);
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const all = [head, ...body];
  const widths = head.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ')
      .trimEnd(),
  );
}

/** One decimal at most. */
function short(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}
