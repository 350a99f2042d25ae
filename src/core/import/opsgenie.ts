import type { PersonId } from '../kernel/ids';
import { err, ok, type Result } from '../kernel/result';
import type { Span } from '../kernel/span';
import { NO_CALENDARS } from '../schedule/calendars';
import { momentText } from '../schedule/check-finding';
import { layerShifts } from '../schedule/layer-shifts';
import type { Layer, Override, Schedule } from '../schedule/schedule';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { clockNotes } from './clock-notes';
import { freeId, idFrom } from './ids';
import { type Imported, ImportProblem, type ImportTeam, type PeopleBook } from './imported';
import { instantAt, isObject, type JsonObject, listAt, objectAt, parseJson, textAt } from './json';
import { oneLine } from './one-line';
import { opsgenieRotation } from './opsgenie-rotation';
import { makePeopleBook } from './people-book';
import { zoneFrom } from './rails-zones';

/** How far ahead it is looked whether two rotations are ever on call together. */
const AHEAD = 366 * DAY;
/** An override of some rotations is cut to their shifts; more pieces than this are no override any more. */
const MOST_PIECES = 200;

/**
 * Reads schedules of the Opsgenie API (also of Jira Service Management, whose form is the same): GET /v2/schedules with
 * `expand=rotation`, or one of them, with the `data` of GET /v2/schedules/{id}/overrides as `overrides` in it.
 *
 * In Opsgenie rotations add up: everybody who is on call in any of them is paged. Rotations that are never on call
 * together become the layers of one schedule, which is the same; where two are, each becomes a schedule of its own.
 * @returns the schedules, or a sentence that says what is wrong and where
 */
export function readOpsgenie(text: string, team: ImportTeam, now: Instant): Result<Imported, string> {
  try {
    return ok(read(parseJson(text), team, now));
  } catch (error) {
    if (error instanceof ImportProblem) return err(error.message);
    throw error;
  }
}

type Export = {
  readonly team: ImportTeam;
  readonly now: Instant;
  readonly book: PeopleBook;
  readonly ids: Set<string>;
  readonly notes: string[];
};

function read(root: unknown, team: ImportTeam, now: Instant): Imported {
  const book = makePeopleBook(team);
  const all: Export = { team, now, book, ids: new Set(team.schedules.map(({ id }) => id)), notes: [] };
  const schedules = schedulesIn(root).flatMap(({ value, where }) => schedulesFrom(value, where, all));
  if (schedules.length === 0) throw new ImportProblem(all.notes[0] ?? 'there is no schedule in this export');
  return {
    schedules,
    people: book.all(),
    notes: [...new Set([...all.notes, ...book.guesses()])],
    checked: [],
  };
}

/** `{data: {…}}`, `{data: [...]}`, `{schedules: []}`, a list, or a schedule itself. */
function schedulesIn(root: unknown): Array<{ value: JsonObject; where: string }> {
  if (Array.isArray(root)) {
    if (root.length > 500)
      throw new ImportProblem(`the list has ${root.length} schedules, more than any team has`);
    return root.map((item, i) => ({ value: objectAt(item, `[${i}]`), where: `[${i}]` }));
  }
  const object = objectAt(root, 'the export');
  for (const key of ['data', 'schedules', 'values']) {
    const part = object[key];
    if (part === undefined) continue;
    if (isObject(part)) return [{ value: part, where: key }];
    return listAt(object, key, 'the export', 500).map((item, i) => ({
      value: objectAt(item, `${key}[${i}]`),
      where: `${key}[${i}]`,
    }));
  }
  if (object['rotations'] !== undefined) return [{ value: object, where: 'the schedule' }];
  throw new ImportProblem(
    'this is no schedule of the Opsgenie API: there is neither "data" nor "rotations" in it; save what GET /v2/schedules?expand=rotation answers',
  );
}

function schedulesFrom(value: JsonObject, where: string, all: Export): Schedule[] {
  const name = oneLine(textAt(value, 'name', where));
  const called = `"${name || where}"`;
  const say = (note: string) => all.notes.push(`${called}: ${note}`);
  const zoneName = textAt(value, 'timezone', where) || textAt(value, 'timeZone', where);
  const zone = zoneFrom(zoneName);
  if (zone === null) {
    say(`its time zone "${oneLine(zoneName).slice(0, 60)}" is not known here, so it is left out.`);
    return [];
  }
  if (value['rotations'] === undefined) {
    say('the export has no rotations of it; save what GET /v2/schedules?expand=rotation answers.');
    return [];
  }
  if (value['enabled'] === false) say('it is disabled in Opsgenie; here every schedule counts.');
  const layerIds = new Set<string>();
  const rotations = listAt(value, 'rotations', where, 300).flatMap((item, i) => {
    const at = `${where}.rotations[${i}]`;
    const rotation = objectAt(item, at);
    if (rotation['enabled'] === false) {
      say(`rotation "${oneLine(textAt(rotation, 'name', at))}" is disabled and left out.`);
      return [];
    }
    const layer = opsgenieRotation(rotation, at, {
      zone,
      layerId: (layerName) => freeId(idFrom(layerName) || 'rotation', layerIds),
      participant: (participant, place, of) =>
        participantOf(participant, place, all.book, (n) => say(`${of}: ${n}`)),
      say,
    });
    return [{ key: textAt(rotation, 'id', at), layer }];
  });
  const base = { name: name || 'Imported', zone };
  const overrides = overridesIn(value, where, all.book, say);
  const together = meeting(
    rotations.map(({ layer }) => layer),
    zone,
    all.now,
  );
  const wished = idFrom(name) || 'imported';
  if (all.ids.has(wished)) say('there is such a schedule already, so the imported one got another id.');
  const groups = together === null ? [rotations] : rotations.map((rotation) => [rotation]);
  const made = groups.map((group): Schedule => {
    const [only] = group;
    const apart = together !== null && only !== undefined;
    const id = freeId(apart ? `${wished}-${only.layer.id}`.slice(0, 57) : wished, all.ids);
    return {
      id,
      name: apart ? `${base.name}: ${only.layer.name}`.slice(0, 200) : base.name,
      timeZone: zone,
      layers: group.map(({ layer }) => layer),
      overrides: numbered(
        overrides.flatMap((o) => pieces(o, group, rotations.length, zone, say)),
        id,
      ),
    };
  });
  if (together !== null)
    say(
      `in Opsgenie everybody on call in any rotation is paged, and rotations "${together.a}" and "${together.b}" are on call together (first on ${momentText(together.at, zone)}, ${zone}); here one person is on call on a schedule, so each rotation became one: ${made.map(({ id }) => id).join(', ')}. Page them together in a step of an escalation.`,
    );
  for (const schedule of made) for (const note of clockNotes(schedule, all.now, 'Opsgenie')) say(note);
  return made;
}

/** Two rotations that are ever on call at the same time within a year, and when first. */
function meeting(
  layers: readonly Layer[],
  zone: string,
  now: Instant,
): { a: string; b: string; at: Instant } | null {
  const span = { start: now, end: now + AHEAD };
  const shifts = layers
    .flatMap((layer) => layerShifts(layer, zone, NO_CALENDARS, span).map((shift) => ({ ...shift, layer })))
    .sort((a, b) => a.start - b.start);
  let open: (typeof shifts)[number] | null = null;
  for (const shift of shifts) {
    if (open && open.layer !== shift.layer && shift.start < open.end)
      return { a: open.layer.name, b: shift.layer.name, at: shift.start };
    if (!open || shift.end > open.end) open = shift;
  }
  return null;
}

function participantOf(
  value: unknown,
  where: string,
  book: PeopleBook,
  say: (note: string) => void,
): PersonId | null {
  const participant = objectAt(value, where);
  const type = textAt(participant, 'type', where).toLowerCase();
  const id = textAt(participant, 'id', where);
  const username = textAt(participant, 'username', where);
  if (type === 'user' || (type === '' && (id !== '' || username !== ''))) {
    if (id === '' && username === '') throw new ImportProblem(`${where} names no user`);
    const name = textAt(participant, 'fullName', where) || textAt(participant, 'name', where);
    const email = username.includes('@') ? username : '';
    return book.take({
      key: username.toLowerCase() || id,
      name: name || nameFrom(username) || id,
      email,
      guessed: name === '',
    });
  }
  if (type !== 'none') {
    const what =
      type === ''
        ? 'a participant without a type'
        : oneLine(`${type} "${textAt(participant, 'name', where) || id}"`);
    say(`${what} cannot have a turn here; nobody has it.`);
  }
  return null;
}

/** `ada.okafor@example.com` is most likely Ada Okafor: Opsgenie's schedules tell no names. */
function nameFrom(username: string): string {
  const words = (username.split('@')[0] ?? '').split(/[._+-]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** An override and the rotations it is of; all of them where it names none. */
type ForeignOverride = Span & { readonly person: PersonId | null; readonly rotations: ReadonlySet<string> };

function overridesIn(
  value: JsonObject,
  where: string,
  book: PeopleBook,
  say: (note: string) => void,
): ForeignOverride[] {
  return listAt(value, 'overrides', where).flatMap((item, i) => {
    const at = `${where}.overrides[${i}]`;
    const override = objectAt(item, at);
    const start = instantAt(override, 'startDate', at);
    const end = instantAt(override, 'endDate', at);
    if (end < start) throw new ImportProblem(`${at} ends before it starts`);
    const alias = textAt(override, 'alias', at);
    const user = override['user'] === 'none' ? { type: 'none' } : override['user'];
    const person = participantOf(user, `${at}.user`, book, (note) =>
      say(`override ${oneLine(alias)}: ${note}`),
    );
    const rotations = listAt(override, 'rotations', at, 300).map((rotation, j) =>
      textAt(objectAt(rotation, `${at}.rotations[${j}]`), 'id', at),
    );
    return start === end ? [] : [{ start, end, person, rotations: new Set(rotations) }];
  });
}

/** What an override means for a schedule of some of the rotations: all of its span, or only while they are on call. */
function pieces(
  override: ForeignOverride,
  group: ReadonlyArray<{ key: string; layer: Layer }>,
  all: number,
  zone: string,
  say: (note: string) => void,
): Array<Span & { person: PersonId | null }> {
  const { rotations, start, end, person } = override;
  if (rotations.size === 0 || rotations.size >= all) return [{ start, end, person }];
  const meant = group.filter(({ key }) => rotations.has(key));
  if (meant.length === 0) return [];
  if (group.length === 1) return [{ start, end, person }];
  const spans = meant
    .flatMap(({ layer }) => layerShifts(layer, zone, NO_CALENDARS, { start, end }))
    .sort((a, b) => a.start - b.start);
  const joined: Array<{ start: Instant; end: Instant; person: PersonId | null }> = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ start: span.start, end: span.end, person });
  }
  if (joined.length > MOST_PIECES) {
    say(
      `the override from ${momentText(start, zone)} is of some rotations only and too long to be cut to them; it is left out.`,
    );
    return [];
  }
  return joined;
}

function numbered(list: ReadonlyArray<Span & { person: PersonId | null }>, schedule: string): Override[] {
  return list.map((override, i) => ({
    ...override,
    id: `file:${i + 1}`,
    schedule,
    reason: '',
    origin: { kind: 'file', line: 0 },
  }));
}
