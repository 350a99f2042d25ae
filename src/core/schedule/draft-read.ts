import type { PersonId } from '../kernel/ids';
import { ID, ID_RULE } from '../team/read-id';
import { didYouMean } from '../team/suggest';
import { readZone } from '../team/zone';
import { parseWall, type Wall } from '../time/wall';
import type { HoursDraft, LayerDraft, ScheduleDraft } from './draft';
import { parseHours } from './parse-hours';
import { parseMoment } from './parse-moment';
import { parseTurn } from './parse-turn';
import type { Hours, Layer, Override, Schedule, Turn } from './schedule';

/** Something wrong in a draft. `at`: `layers.0.turn`; '' is the whole. */
export type DraftProblem = {
  readonly level: 'error' | 'warning';
  readonly at: string;
  readonly message: string;
};

/** What a draft is read against. */
export type DraftTeam = {
  readonly timeZone: string;
  readonly people: ReadonlyArray<{ readonly id: PersonId }>;
};

/**
 * Reads a draft by the rules of the team file.
 * @returns the schedule, null while any problem is an error; and every problem with its field
 */
export function readDraft(
  draft: ScheduleDraft,
  team: DraftTeam,
): { schedule: Schedule | null; problems: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const read = new DraftReading(problems, new Set(team.people.map(({ id }) => id)));
  const id = read.id('id', draft.id, 'schedule');
  const timeZone = read.zone(draft.timeZone.trim() || team.timeZone);
  const layers = draft.layers.map((layer, i) => read.layer(`layers.${i}`, layer));
  const seen = new Set<string>();
  for (const [i, layer] of layers.entries()) {
    if (layer.id !== '' && seen.has(layer.id))
      read.error(`layers.${i}.id`, `two layers have the id "${layer.id}"; give one of them another`);
    seen.add(layer.id);
  }
  if (layers.length === 0) read.warn('layers', 'A schedule without layers has nobody on call.');
  const overrides = draft.overrides.map((override, i) => {
    const at = `overrides.${i}`;
    const start = read.moment(`${at}.start`, override.start, timeZone);
    const end = read.moment(`${at}.end`, override.end, timeZone);
    if (start !== null && end !== null && end <= start)
      read.error(`${at}.end`, 'an override must end after it begins');
    return {
      id: `file:${i + 1}`,
      schedule: id,
      person: read.person(`${at}.person`, override.person),
      start: start ?? 0,
      end: end ?? 0,
      reason: read.line(`${at}.reason`, override.reason),
      origin: { kind: 'file', line: 0 },
    } satisfies Override;
  });
  const name = read.line('name', draft.name) || id;
  const wrong = problems.some(({ level }) => level === 'error');
  return { schedule: wrong ? null : { id, name, timeZone, layers, overrides }, problems };
}

/** What an imported layer has in place of turns of its own; nothing asks for it. */
const NO_TURN: Turn = { every: 1, unit: 'weeks' };
/** Years in which the rota may begin and end, as in the team file. */
const FIRST = -2_208_988_800_000;
const LAST = 7_258_118_400_000;

/** Reads fields and collects what is wrong with them; what it gives for a wrong one is not to be used. */
class DraftReading {
  constructor(
    private readonly problems: DraftProblem[],
    private readonly people: ReadonlySet<PersonId>,
  ) {}

  error(at: string, message: string): void {
    this.problems.push({ level: 'error', at, message });
  }

  warn(at: string, message: string): void {
    this.problems.push({ level: 'warning', at, message });
  }

  id(at: string, text: string, what: string): string {
    const id = text.trim();
    if (id === '')
      this.error(at, `this ${what} needs an id, for example ${what === 'layer' ? 'weekly' : 'primary'}`);
    else if (!ID.test(id)) this.error(at, `"${id}" cannot be an id (${ID_RULE})`);
    return id;
  }

  zone(text: string): string {
    const zone = readZone(text);
    if (!zone.ok) this.error('timeZone', zone.error);
    return zone.ok ? zone.value : 'UTC';
  }

  line(at: string, text: string): string {
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text))
      this.error(at, 'this must be one line of text');
    return text.trim();
  }

  person(at: string, id: string): PersonId | null {
    if (id === 'nobody') return null;
    if (this.people.has(id)) return id;
    this.error(at, id === '' ? 'say who' : `there is no person "${id}".${didYouMean(id, this.people)}`);
    return null;
  }

  wall(at: string, text: string): Wall | null {
    const wall = parseWall(text.trim());
    return this.inReach(at, text, wall);
  }

  moment(at: string, text: string, zone: string): number | null {
    const moment = parseMoment(text.trim(), zone);
    return this.inReach(at, text, moment);
  }

  private inReach(at: string, text: string, moment: number | null): number | null {
    if (moment === null) this.error(at, notATime(text));
    else if (moment < FIRST || moment >= LAST)
      this.error(at, 'this must lie between the years 1900 and 2199');
    else return moment;
    return null;
  }

  layer(at: string, draft: LayerDraft): Layer {
    const id = this.id(`${at}.id`, draft.id, 'layer');
    const name = this.line(`${at}.name`, draft.name) || id;
    const calendar = draft.calendar.trim();
    if (calendar !== '') this.path(`${at}.calendar`, calendar);
    const until = draft.until.trim() === '' ? null : this.wall(`${at}.until`, draft.until);
    const hours = draft.hours.flatMap((window, i) => this.hours(`${at}.hours.${i}`, window) ?? []);
    const given = { id, name, until, hours };
    if (calendar !== '') return { ...given, people: [], start: 0, turn: NO_TURN, calendar };
    const people = draft.people.map((person, i) => this.person(`${at}.people.${i}`, person));
    if (people.length === 0) this.warn(`${at}.people`, 'A layer without people has nobody.');
    const start = this.wall(`${at}.start`, draft.start);
    const turn = parseTurn(draft.turn);
    if (!turn.ok) this.error(`${at}.turn`, turn.error);
    if (start !== null && until !== null && until <= start)
      this.warn(`${at}.until`, 'The layer ends before it begins, so it never has anybody.');
    return { ...given, people, start: start ?? 0, turn: turn.ok ? turn.value : NO_TURN, calendar: null };
  }

  private hours(at: string, { kind, days, from, to, calendar }: HoursDraft): Hours | null {
    if (kind === 'calendar') {
      if (calendar.trim() === '') this.error(`${at}.calendar`, 'name the .ics file of the team folder');
      else this.path(`${at}.calendar`, calendar.trim());
      return { kind, path: calendar.trim() };
    }
    const named = kind === 'daily' && days.length > 0 ? days : null;
    const hours = parseHours({ days: named, from: from.trim(), to: to.trim(), calendar: '' });
    if (!hours.ok) {
      this.error(`${at}.${hours.error.at}`, hours.error.message);
      return null;
    }
    if (hours.value.kind === kind) return hours.value;
    const example =
      kind === 'weekly' ? 'a weekly window names its days: fri 18:00' : 'write a time of day: 09:00';
    this.error(`${at}.from`, example);
    return null;
  }

  private path(at: string, text: string): void {
    const inside =
      !/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^\/|\\/.test(text) && !text.split('/').includes('..');
    if (!inside)
      this.error(at, `"${text}" is not a path inside the team folder; write for example calendars/xnys.ics`);
    else if (!/\.ics$/i.test(text)) this.warn(at, `"${text}" does not look like an .ics file.`);
  }
}

function notATime(text: string): string {
  const shown = text.trim();
  return shown === ''
    ? 'a date and time is missing; write for example 2026-01-05T09:00'
    : `"${shown}" is not a date and time; write for example 2026-01-05T09:00`;
}
