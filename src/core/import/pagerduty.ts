import type { PersonId, ScheduleId } from '../kernel/ids';
import { err, ok, type Result } from '../kernel/result';
import { countText, dayText, hoursText, momentText } from '../schedule/check-finding';
import type { Override, Schedule } from '../schedule/schedule';
import type { Instant } from '../time/instant';
import { instantOf, wallOf } from '../time/wall';
import { clockNotes } from './clock-notes';
import { freeId, idFrom } from './ids';
import { type Imported, ImportProblem, type ImportTeam, type PeopleBook } from './imported';
import { instantAt, isObject, type JsonObject, listAt, objectAt, parseJson, textAt } from './json';
import { oneLine } from './one-line';
import { pagerDutyLayer } from './pagerduty-layer';
import { makePeopleBook } from './people-book';
import { zoneFrom } from './rails-zones';
import { compared, type Rendered } from './rendered';

/**
 * Reads what PagerDuty's REST API answers to GET /schedules/{id}, alone or several in a list, with `overrides` of GET
 * /schedules/{id}/overrides and `users` of GET /users beside them where they were put there.
 *
 * The API lists layers from the last to the first: grafana/oncall's migrator reverses them for that reason
 * (tools/migrators/lib/pagerduty/resources/schedules.py), so does PagerDuty's own Terraform provider
 * (flattenScheduleLayers), and PagerDuty/public-support-scripts#60 says it of GET. The last layer wins
 * (support.pagerduty.com/docs/schedules), as here, so the list is turned around. Where the export shows its final
 * schedule and only the other order gives that, the other order is taken, with a note.
 * @returns the schedules, or a sentence that says what is wrong and where
 */
export function readPagerDuty(text: string, team: ImportTeam, now: Instant): Result<Imported, string> {
  try {
    return ok(read(parseJson(text), team, now));
  } catch (error) {
    if (error instanceof ImportProblem) return err(error.message);
    throw error;
  }
}

/** What all schedules of an export share. */
type Export = {
  readonly team: ImportTeam;
  readonly now: Instant;
  readonly book: PeopleBook;
  /** Users as the export tells of them anywhere, by id. */
  readonly users: ReadonlyMap<string, JsonObject>;
  readonly ids: Set<string>;
  readonly notes: string[];
  readonly checked: string[];
};

function read(root: unknown, team: ImportTeam, now: Instant): Imported {
  const found = schedulesIn(root);
  const all: Export = {
    team,
    now,
    book: makePeopleBook(team),
    users: usersIn(root, found),
    ids: new Set(team.schedules.map(({ id }) => id)),
    notes: [],
    checked: [],
  };
  const schedules = found.flatMap(({ value, where }) => scheduleFrom(value, where, all) ?? []);
  if (schedules.length === 0) throw new ImportProblem(all.notes[0] ?? 'there is no schedule in this export');
  return { schedules, people: all.book.all(), notes: [...new Set(all.notes)], checked: all.checked };
}

/** `{schedule}`, `{schedules: []}`, a list of either, or a schedule itself. */
function schedulesIn(root: unknown): Array<{ value: JsonObject; where: string }> {
  if (Array.isArray(root)) {
    if (root.length > 500)
      throw new ImportProblem(`the list has ${root.length} schedules, more than any team has`);
    return root.flatMap((item, i) =>
      // A list in a list is no answer of the API, and may be as deep as somebody likes.
      schedulesIn(objectAt(item, `[${i}]`)).map(({ value, where }) => ({
        value,
        where: `[${i}]${where === '' ? '' : `.${where}`}`,
      })),
    );
  }
  const object = objectAt(root, 'the export');
  if (object['schedule'] !== undefined) {
    const schedule = objectAt(object['schedule'], 'schedule');
    const beside = object['overrides'] === undefined ? {} : { overrides: object['overrides'] };
    return [{ value: { ...beside, ...schedule }, where: 'schedule' }];
  }
  if (object['schedules'] !== undefined)
    return listAt(object, 'schedules', 'the export', 500).map((item, i) => ({
      value: objectAt(item, `schedules[${i}]`),
      where: `schedules[${i}]`,
    }));
  if (object['schedule_layers'] !== undefined) return [{ value: object, where: 'the schedule' }];
  throw new ImportProblem(
    'this is no schedule of the PagerDuty API: there is neither "schedule" nor "schedules" in it; save what GET /schedules/{id} answers',
  );
}

function usersIn(root: unknown, schedules: ReadonlyArray<{ value: JsonObject }>): Map<string, JsonObject> {
  const users = new Map<string, JsonObject>();
  const add = (list: unknown) => {
    if (!Array.isArray(list)) return;
    for (const user of list) {
      if (!isObject(user) || typeof user['id'] !== 'string') continue;
      users.set(user['id'], { ...users.get(user['id']), ...user });
    }
  };
  for (const { value } of schedules) add(value['users']);
  if (isObject(root)) add(root['users']);
  return users;
}

function scheduleFrom(value: JsonObject, where: string, all: Export): Schedule | null {
  const name = oneLine(textAt(value, 'name', where) || textAt(value, 'summary', where));
  const called = `"${name || oneLine(textAt(value, 'id', where)) || where}"`;
  const say = (note: string) => all.notes.push(`${called}: ${note}`);
  const zoneName = textAt(value, 'time_zone', where);
  const zone = zoneFrom(zoneName);
  if (zone === null) {
    say(`its time zone "${oneLine(zoneName).slice(0, 60)}" is not known here, so it is left out.`);
    return null;
  }
  if (value['schedule_layers'] === undefined) {
    say(
      'the export has no layers of it; save what GET /schedules/{id} answers, not the list of all schedules.',
    );
    return null;
  }
  const id = freeId(idFrom(name) || idFrom(textAt(value, 'id', where)) || 'imported', all.ids);
  if (all.team.schedules.some((old) => old.id === (idFrom(name) || id)))
    say(`there is such a schedule already; the imported one is "${id}".`);
  const user = (reference: unknown, at: string) => takeUser(reference, at, all, say);
  const layerIds = new Set<string>();
  const listed = listAt(value, 'schedule_layers', where, 300).map((layer, i) =>
    pagerDutyLayer(layer, `${where}.schedule_layers[${i}]`, {
      zone,
      now: all.now,
      people: all.book,
      user,
      layerId: (layerName) => freeId(idFrom(layerName) || 'layer', layerIds),
      say,
    }),
  );
  const overrides = overridesFrom(value, where, { schedule: id, zone, user, say });
  const schedule: Schedule = {
    id,
    name: name || id,
    timeZone: zone,
    layers: [...listed].reverse(),
    overrides,
  };
  const ended = listed.filter(({ until }) => until !== null && instantOf(until, zone) <= all.now);
  if (ended.length > 0)
    say(
      `${countText(ended.length, 'layer')} ended already (${ended.map((layer) => `"${layer.name}"`).join(', ')}); kept for the past, and can be taken out.`,
    );
  const policies = listAt(value, 'escalation_policies', where, 1000);
  if (policies.length > 0)
    say(
      `${countText(policies.length, 'escalation policy', 'escalation policies')} that use it are not in the export; write \`escalations\` by hand.`,
    );
  for (const note of clockNotes(schedule, all.now, 'PagerDuty')) say(note);
  return checkedOrder(schedule, renderedIn(value, where, user), all, called);
}

function takeUser(reference: unknown, where: string, all: Export, say: (note: string) => void): PersonId {
  const outer = objectAt(reference, where);
  const user = objectAt(outer['user'] ?? outer, `${where}.user`);
  const id = textAt(user, 'id', `${where}.user`);
  if (id === '') throw new ImportProblem(`${where}.user.id is missing`);
  const full = { ...user, ...all.users.get(id) };
  const name = textAt(full, 'name', where) || textAt(full, 'summary', where) || id;
  if (full['deleted_at'] !== undefined && full['deleted_at'] !== null)
    say(`${oneLine(name)} is deleted in PagerDuty and still has turns.`);
  return all.book.take({ key: id, name, email: textAt(full, 'email', where) });
}

function overridesFrom(
  value: JsonObject,
  where: string,
  parts: {
    schedule: ScheduleId;
    zone: string;
    user: (reference: unknown, where: string) => PersonId;
    say: (note: string) => void;
  },
): Override[] {
  const explicit = value['overrides'] !== undefined;
  const part = isObject(value['overrides_subschedule']) ? value['overrides_subschedule'] : {};
  const list = explicit
    ? listAt(value, 'overrides', where)
    : listAt(part, 'rendered_schedule_entries', `${where}.overrides_subschedule`);
  const at = explicit ? `${where}.overrides` : `${where}.overrides_subschedule.rendered_schedule_entries`;
  const overrides = list.map((item, i): Override => {
    const entry = objectAt(item, `${at}[${i}]`);
    const start = instantAt(entry, 'start', `${at}[${i}]`);
    const end = instantAt(entry, 'end', `${at}[${i}]`);
    if (end < start) throw new ImportProblem(`${at}[${i}] ends before it starts`);
    return {
      id: `file:${i + 1}`,
      schedule: parts.schedule,
      person: parts.user(entry['user'], `${at}[${i}]`),
      start,
      end,
      reason: '',
      origin: { kind: 'file', line: 0 },
    };
  });
  const sorted = overrides.filter(({ start, end }) => start < end);
  if (explicit && sorted.some((a, i) => sorted.some((b, j) => i < j && a.start < b.end && b.start < a.end)))
    parts.say(
      'some of its overrides overlap, and the export does not say which was created last; here the one listed later wins.',
    );
  if (!explicit && sorted.length > 0)
    parts.say('only the overrides of the days that the export shows are in it.');
  return sorted;
}

function renderedIn(
  value: JsonObject,
  where: string,
  user: (reference: unknown, where: string) => PersonId,
): Rendered[] {
  const final = isObject(value['final_schedule']) ? value['final_schedule'] : {};
  const at = `${where}.final_schedule`;
  return listAt(final, 'rendered_schedule_entries', at).map((item, i) => {
    const entry = objectAt(item, `${at}.rendered_schedule_entries[${i}]`);
    return {
      start: instantAt(entry, 'start', at),
      end: instantAt(entry, 'end', at),
      person: user(entry['user'], `${at}.rendered_schedule_entries[${i}]`),
    };
  });
}

/** The schedule with its layers in the order that gives the export's own final schedule, and what the comparison says. */
function checkedOrder(
  schedule: Schedule,
  entries: readonly Rendered[],
  all: Export,
  called: string,
): Schedule {
  const names = new Map(all.book.all().map(({ person }) => [person.id, person.name]));
  const nameOf = (id: PersonId) => names.get(id) ?? id;
  const turned = { ...schedule, layers: [...schedule.layers].reverse() };
  const usual = compared(schedule, entries, nameOf);
  if (!usual) return schedule;
  const other = schedule.layers.length > 1 && usual.apart > 0 ? compared(turned, entries, nameOf) : null;
  const turn = other !== null && other.apart === 0;
  const best = turn ? other : usual;
  if (turn)
    all.notes.push(
      `${called}: its layers stand in the other order than the API gives them, as its final schedule shows; the first listed is the lowest here.`,
    );
  const zone = schedule.timeZone;
  const days = `${dayText(wallOf(best.start, zone))} to ${dayText(wallOf(best.end, zone))}`;
  if (best.apart === 0) all.checked.push(`${called} is the same as in the export from ${days}.`);
  else
    all.notes.push(
      `${called}: from ${momentText(best.start, zone)} to ${momentText(best.end, zone)} (${zone}) the export names other people for ${hoursText(best.apart)}: ${best.notes.join('; ')}.`,
    );
  return turn ? turned : schedule;
}
