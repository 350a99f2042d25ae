import type { ImportView } from '../../contract/rota/share-views';
import type { Imported, ImportTeam } from '../../core/import/imported';
import { readOpsgenie } from '../../core/import/opsgenie';
import { readPagerDuty } from '../../core/import/pagerduty';
import { err, ok, type Result } from '../../core/kernel/result';
import type { Person } from '../../core/people/person';
import type { Schedule } from '../../core/schedule/schedule';
import { putPerson } from '../../core/team/edit';
import { putSchedules } from '../../core/team/edit-schedule';
import { printSchedule } from '../../core/team/print-schedule';
import { printFlow } from '../../core/team/print-tree';
import { readTeam } from '../../core/team/read';
import type { Instant } from '../../core/time/instant';
import type { ImportInput, ImportParts, ImportPlan } from './import-plan';

const TOOLS = { pagerduty: 'PagerDuty', opsgenie: 'Opsgenie' } as const;

/** An export of PagerDuty's or Opsgenie's API as schedules of the team file. */
export function importExport(
  kind: keyof typeof TOOLS,
  { text }: Pick<ImportInput, 'text'>,
  { team, now }: Pick<ImportParts, 'team' | 'now'>,
): Result<ImportPlan, string> {
  const read = readAs(kind, text, team, now);
  if (!read.ok) return err(`This cannot be imported: ${read.error}.`.replace(/\.\.$/, '.'));
  const { schedules, people } = read.value;
  const fresh = people.flatMap(({ person, isNew }) => (isNew ? [person] : []));
  return ok({
    view: viewOf(TOOLS[kind], read.value, yamlOf(schedules, fresh, team.timeZone)),
    files: [],
    edit: (before) => {
      // The file may hold other people and schedules by now: ids are chosen against it as it stands.
      const current = readTeam(before).team;
      const again = current === null ? read : readAs(kind, text, current, now);
      if (!again.ok) return again;
      let after: Result<string, string> = ok(before);
      for (const { person, isNew } of again.value.people)
        if (isNew) after = after.ok ? putPerson(after.value, person) : after;
      return after.ok ? putSchedules(after.value, again.value.schedules) : after;
    },
  });
}

function readAs(
  kind: keyof typeof TOOLS,
  text: string,
  team: ImportTeam,
  now: Instant,
): Result<Imported, string> {
  return kind === 'pagerduty' ? readPagerDuty(text, team, now) : readOpsgenie(text, team, now);
}

function viewOf(tool: string, { schedules, people, notes, checked }: Imported, yaml: string): ImportView {
  const layers = schedules.reduce((sum, schedule) => sum + schedule.layers.length, 0);
  const fresh = people.filter(({ isNew }) => isNew).length;
  const sentences = [
    `${count(schedules.length, 'schedule')} with ${count(layers, 'layer')} from ${tool}; ${fresh} of ${count(people.length, 'person', 'people')} new.`,
    ...checked,
    notes.length === 0
      ? 'All of it maps exactly.'
      : `${count(notes.length, 'thing')} to know before you import.`,
  ];
  return {
    ok: true,
    text: sentences.join(' '),
    schedules: schedules.map(({ id, name, layers: of, overrides }) => ({
      id,
      name,
      layers: of.length,
      overrides: overrides.length,
    })),
    people: people.map(({ person, isNew }) => ({ id: person.id, name: person.name, isNew })),
    notes: [...notes],
    yaml,
  };
}

function yamlOf(schedules: readonly Schedule[], fresh: readonly Person[], teamZone: string): string {
  const people = fresh.map(
    ({ id, name, email }) => `  - ${printFlow({ id, name, ...(email === '' ? {} : { email }) })}\n`,
  );
  const lines = schedules.map((schedule) => printSchedule(schedule, teamZone).replace(/^(?=.)/gm, '  '));
  return `${people.length === 0 ? '' : `people:\n${people.join('')}\n`}schedules:\n${lines.join('')}`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
