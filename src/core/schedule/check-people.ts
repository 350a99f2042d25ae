import type { Span } from '../kernel/span';
import type { Calendars } from './calendars';
import type { Finding } from './check-finding';
import { personOfEvent } from './person-of-event';
import type { Rota } from './rota';
import type { Schedule } from './schedule';

/** More names than this are counted first. */
const FEW = 3;

/** People whom a schedule names and who are not there, or who are in none. */
export function checkPeople({ people, schedules, calendars }: Rota, span: Span): Finding[] {
  const known = new Set(people.map(({ id }) => id));
  const found: Finding[] = [];
  const named = new Set<string>();
  for (const schedule of schedules) {
    const strangers = new Map<string, string>();
    for (const layer of schedule.layers) {
      for (const person of layer.people) {
        if (person === null) continue;
        named.add(person);
        if (!known.has(person)) strangers.set(person, layer.id);
      }
      if (layer.calendar !== null)
        for (const event of calendars.events(layer.calendar, span) ?? []) {
          const person = personOfEvent(event, people);
          if (person !== null) named.add(person);
        }
    }
    for (const { person } of schedule.overrides) if (person !== null) named.add(person);
    for (const [person, layer] of strangers)
      found.push({
        level: 'error',
        schedule: schedule.id,
        layer,
        message: `layer "${layer}" names "${person}", who is not among the people`,
        at: null,
        line: null,
      });
  }
  for (const { name, away } of people) {
    if (away !== '' && calendars.events(away, span) === null)
      found.push({
        level: 'warning',
        schedule: '',
        layer: '',
        message: `the absences of ${name} are in ${away}, which cannot be read`,
        at: null,
        line: null,
      });
  }
  const idle = people.filter(({ id }) => !named.has(id)).map(({ name }) => name);
  if (schedules.length > 0 && idle.length > 0)
    found.push({ level: 'note', schedule: '', layer: '', ...inNoSchedule(idle), at: null, line: null });
  return found;
}

function inNoSchedule(names: readonly string[]): Pick<Finding, 'message' | 'list'> {
  const all = names.join(', ');
  if (names.length <= FEW) return { message: `${all} ${names.length === 1 ? 'is' : 'are'} in no schedule` };
  return { message: `${names.length} people are in no schedule: ${all}`, list: names };
}

/** The .ics files that a schedule needs and that cannot be read, and events of them that name nobody of the team. */
export function checkCalendars(rota: Rota, schedule: Schedule, soon: Span): Finding[] {
  const { calendars, people } = rota;
  return schedule.layers.flatMap((layer) => {
    const paths = layer.hours.flatMap((hours) => (hours.kind === 'calendar' ? hours.path : []));
    const missing = [...(layer.calendar === null ? [] : [layer.calendar]), ...paths].filter(
      (path) => calendars.events(path, soon) === null,
    );
    const place = { schedule: schedule.id, layer: layer.id, line: null };
    const found: Finding[] = [...new Set(missing)].map((path) => ({
      ...place,
      level: 'error',
      message: `layer "${layer.id}" needs ${path}, which cannot be read, so it has nobody`,
      at: null,
    }));
    const strangers = layer.calendar === null ? [] : unknownIn(calendars, layer.calendar, people, soon);
    const first = strangers[0];
    if (first)
      found.push({
        ...place,
        level: 'warning',
        message: `${layer.calendar} has ${strangers.length === 1 ? 'an event' : `${strangers.length} events`} within eight weeks that ${strangers.length === 1 ? 'names' : 'name'} nobody of the team, first "${first.summary.slice(0, 80)}"`,
        at: first.start,
      });
    return found;
  });
}

function unknownIn(calendars: Calendars, path: string, people: Rota['people'], soon: Span) {
  return (calendars.events(path, soon) ?? []).filter((event) => personOfEvent(event, people) === null);
}
