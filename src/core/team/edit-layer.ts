import { err, type Result } from '../kernel/result';
import type { Layer, Schedule } from '../schedule/schedule';
import { putPerson } from './edit';
import { putSchedule } from './edit-schedule';
import { readTeam } from './read';

/**
 * Adds a layer to a schedule, last, so that it wins; or changes the one with its id. A schedule that is not there yet
 * is added. As `putSchedule`.
 */
export function putLayer(
  text: string,
  schedule: Pick<Schedule, 'id' | 'name' | 'timeZone'>,
  layer: Layer,
): Result<string, string> {
  const { team } = readTeam(text);
  const old = team?.schedules.find(({ id }) => id === schedule.id);
  const before = old ?? { ...schedule, layers: [], overrides: [] };
  const layers = before.layers.some(({ id }) => id === layer.id)
    ? before.layers.map((each) => (each.id === layer.id ? layer : each))
    : [...before.layers, layer];
  return putSchedule(text, { ...before, layers });
}

/** Makes a layer take its people from an .ics file of the team folder; it is added where there is none with this id. */
export function setLayerCalendar(
  text: string,
  schedule: Pick<Schedule, 'id' | 'name' | 'timeZone'>,
  layer: { readonly id: string; readonly name: string },
  path: string,
): Result<string, string> {
  return putLayer(text, schedule, calendarLayer(layer.id, layer.name, path));
}

/** A layer whose people are named by the events of an .ics file of the team folder. */
export function calendarLayer(id: string, name: string, path: string): Layer {
  return {
    id,
    name,
    people: [],
    start: 0,
    turn: { every: 1, unit: 'weeks' },
    until: null,
    hours: [],
    calendar: path,
  };
}

/** Takes a layer out of a schedule; the same text where there is none. */
export function removeLayer(text: string, schedule: string, layer: string): Result<string, string> {
  const old = readTeam(text).team?.schedules.find(({ id }) => id === schedule);
  if (!old) return err(`there is no schedule "${schedule}" in the team file`);
  return putSchedule(text, { ...old, layers: old.layers.filter(({ id }) => id !== layer) });
}

/** Sets what a person's absences are read from, or which public holidays are theirs; '' takes it out. */
export function setPerson(
  text: string,
  person: string,
  change: { readonly away?: string; readonly holidays?: string },
): Result<string, string> {
  const old = readTeam(text).team?.people.find(({ id }) => id === person);
  return old
    ? putPerson(text, { ...old, ...change })
    : err(`there is no person "${person}" in the team file`);
}
