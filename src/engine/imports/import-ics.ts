import { freeId, idFrom } from '../../core/import/ids';
import { oneLine } from '../../core/import/one-line';
import { err, ok, type Result } from '../../core/kernel/result';
import { personOfEvent } from '../../core/schedule/person-of-event';
import type { Schedule } from '../../core/schedule/schedule';
import { calendarLayer } from '../../core/team/edit-layer';
import { putSchedule } from '../../core/team/edit-schedule';
import { printSchedule } from '../../core/team/print-schedule';
import { readTeam } from '../../core/team/read';
import { didYouMean } from '../../core/team/suggest';
import { DAY } from '../../core/time/duration';
import type { ImportInput, ImportParts, ImportPlan } from './import-plan';

/** Events this far back and ahead are looked at to say whom the calendar names; those of all times are kept. */
const BACK = 31 * DAY;
const AHEAD = 366 * DAY;
const STRANGERS_TOLD = 5;

/**
 * A calendar as a layer of a schedule: its events are kept in the team folder, with no more of them than says who is on
 * call when: everybody reads it, and feeds carry telephone numbers. Importing a calendar of the same name into the same
 * schedule again puts the new file in the old one's place.
 */
export async function importIcs(
  { text, schedule: wanted }: ImportInput,
  { team, now, readIcs }: ImportParts,
): Promise<Result<ImportPlan, string>> {
  const old = team.schedules.find(({ id }) => id === wanted);
  const zone = old?.timeZone ?? team.timeZone;
  const read = await readIcs(text, { zone, span: { start: now - BACK, end: now + AHEAD }, slim: 'layer' });
  if (!read.ok) return err(`This cannot be imported: the calendar ${read.error}.`);
  const { name, events, slim } = read.value;
  const title = oneLine(name);
  const id = wanted || freeId(idFrom(title) || 'imported', new Set(team.schedules.map((each) => each.id)));
  const path = `calendars/${id}.ics`;
  const before = old?.layers.find(({ calendar }) => calendar === path);
  const layer = before ?? layerFor(old, title, path);
  const base = (now: Schedule | undefined): Schedule =>
    now ?? { id, name: title || id, timeZone: zone, layers: [], overrides: [] };
  const withLayer = (schedule: Schedule): Schedule =>
    schedule.layers.some(({ calendar }) => calendar === path)
      ? schedule
      : { ...schedule, layers: [...schedule.layers, layer] };
  const found = events.map((event) => ({ event, person: personOfEvent(event, team.people) }));
  const named = new Set(found.flatMap(({ person }) => person ?? []));
  const strangers = [
    ...new Set(
      found.flatMap(({ event, person }) => (person === null ? [oneLine(event.summary).slice(0, 80)] : [])),
    ),
  ];
  const made = withLayer(base(old));
  const ids = team.schedules.map((each) => each.id);
  const notes = [
    ...(wanted === '' || old || ids.length === 0
      ? []
      : [`There is no schedule "${wanted}", so it is a new one.${didYouMean(wanted, ids)}`]),
    ...(events.length === 0 ? ['The calendar has no events from a month ago to a year ahead.'] : []),
    ...(strangers.length === 0
      ? []
      : [
          `Events name nobody of the team, so nobody is on call by them: ${strangers
            .slice(0, STRANGERS_TOLD)
            .map((summary) => `"${summary}"`)
            .join(
              ', ',
            )}${strangers.length > STRANGERS_TOLD ? ` and ${strangers.length - STRANGERS_TOLD} more` : ''}. Give people the names or e-mail addresses that stand in the calendar.`,
        ]),
    ...(old && !before && old.layers.length > 0
      ? [`The layer is the last of "${old.name}", so it wins over the others wherever it has somebody.`]
      : []),
  ];
  const verb = before ? 'takes the place of the one that is there' : 'becomes a layer';
  return ok({
    view: {
      ok: true,
      text: `The calendar${title === '' ? '' : ` "${title}"`} with ${events.length} ${events.length === 1 ? 'event' : 'events'} from a month ago to a year ahead ${verb}: ${path}.`,
      schedules: [{ id, name: made.name, layers: made.layers.length, overrides: made.overrides.length }],
      people: team.people
        .filter((person) => named.has(person.id))
        .map((person) => ({ id: person.id, name: person.name, isNew: false })),
      notes,
      yaml: `schedules:\n${printSchedule({ ...made, overrides: [] }, team.timeZone).replace(/^(?=.)/gm, '  ')}`,
    },
    files: [{ path, text: slim }],
    edit: (file) => {
      const inFile = readTeam(file).team?.schedules.find((each) => each.id === id);
      return putSchedule(file, withLayer(base(inFile)));
    },
  });
}

function layerFor(old: Schedule | undefined, title: string, path: string) {
  const id = freeId(idFrom(title) || 'imported', new Set(old?.layers.map((layer) => layer.id)));
  return calendarLayer(id, title || id, path);
}
