import { z } from 'zod';
import { err, ok, type Result } from '../../core/kernel/result';
import type { Team } from '../../core/team/team';

/** A calendar kept elsewhere that this desktop keeps up to date in the team folder. Its address is a secret. */
export const subscription = z.object({
  /** `away:<person>` or `layer:<schedule>/<layer>`. */
  id: z.string(),
  what: z.enum(['away', 'layer']),
  person: z.string(),
  schedule: z.string(),
  layer: z.string(),
  /** Path in the team folder. */
  file: z.string(),
  host: z.string(),
  etag: z.string(),
  lastGoodAt: z.number().nullable(),
  problem: z.string(),
  events: z.number(),
});
export type Subscription = z.infer<typeof subscription>;

/** What somebody asks to follow. */
export type Wanted = {
  readonly what: 'away' | 'layer';
  readonly person: string;
  readonly schedule: string;
};

/** Name of its address among the secrets. */
export function addressName(id: string): string {
  return `calendar:${id}`;
}

/** The zone of its floating times. */
export function zoneOf(team: Team, { what, person, schedule }: Wanted): string {
  const found =
    what === 'away'
      ? team.people.find(({ id }) => id === person)
      : team.schedules.find(({ id }) => id === schedule);
  return found?.timeZone ?? team.timeZone;
}

/**
 * Plans what to follow: which id, layer and file. @param known those that are followed already
 * @returns it, or a sentence why not
 */
export function planSubscription(
  team: Team,
  wanted: Wanted,
  host: string,
  known: readonly Subscription[],
): Result<Subscription, string> {
  const fresh = { host, etag: '', lastGoodAt: null, problem: '', events: 0 };
  if (wanted.what === 'away') {
    const person = team.people.find(({ id }) => id === wanted.person);
    if (!person) return err(`There is no person "${wanted.person}" in the team file.`);
    const id = `away:${person.id}`;
    const file = `calendars/away-${person.id}.ics`;
    if (person.away !== '' && person.away !== file)
      return err(
        `${person.name}'s absences are read from ${person.away}. Take that out of the team file first.`,
      );
    return ok({ ...fresh, id, what: 'away', person: person.id, schedule: '', layer: '', file });
  }
  const schedule = team.schedules.find(({ id }) => id === wanted.schedule);
  if (!schedule) return err(`There is no schedule "${wanted.schedule}" in the team file.`);
  const taken = new Set([
    ...schedule.layers.map(({ id }) => id),
    ...known.filter((one) => one.schedule === schedule.id).map(({ layer }) => layer),
  ]);
  let layer = 'imported';
  for (let n = 2; taken.has(layer); n++) layer = `imported-${n}`;
  const id = `layer:${schedule.id}/${layer}`;
  const file = `calendars/${schedule.id}-${layer}.ics`;
  return ok({ ...fresh, id, what: 'layer', person: '', schedule: schedule.id, layer, file });
}

/** What it is called on screen. */
export function titleOf(team: Team, { what, person, schedule, layer }: Subscription): string {
  if (what === 'away') return `Absences of ${team.people.find(({ id }) => id === person)?.name || person}`;
  return `${team.schedules.find(({ id }) => id === schedule)?.name || schedule}, layer ${layer}`;
}
