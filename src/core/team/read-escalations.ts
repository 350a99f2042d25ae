import type { Node } from 'yaml';
import type { Escalation, Step, Target } from '../escalation/escalation';
import { DAY, type Duration, SECOND } from '../time/duration';
import { readDuration } from './read-duration';
import { readId } from './read-id';
import { type Fields, type Reading, short } from './reading';
import { didYouMean } from './suggest';

const ESCALATION = ['id', 'name', 'steps', 'repeat'];
const STEP = ['after', 'page'];
/** More steps than a team has ways to reach somebody are a mistake. */
const MOST_STEPS = 100;
const LONGEST: Duration = 7 * DAY;

/** Whom a step may page. */
type Known = { readonly people: ReadonlySet<string>; readonly schedules: ReadonlySet<string> };

/**
 * `escalations:` of the team file. One in which something cannot be read is left out: what it should page goes to the
 * fallback. @returns them, and the ids of all that the file names
 */
export function readEscalations(
  reading: Reading,
  list: Node | null,
  people: ReadonlySet<string>,
  schedules: ReadonlySet<string>,
): { escalations: Escalation[]; ids: ReadonlySet<string> } {
  const ids = new Set<string>();
  const escalations: Escalation[] = [];
  reading.soft(() => {
    for (const item of reading.items(list, 'escalations')) {
      const fields = reading.fields(item, 'an escalation', ESCALATION);
      const escalation = fields && readEscalation(reading, fields, ids, { people, schedules });
      if (escalation) escalations.push(escalation);
    }
  });
  return { escalations, ids };
}

function readEscalation(reading: Reading, fields: Fields, ids: Set<string>, known: Known): Escalation | null {
  const id = readId(reading, fields, 'escalation', ids);
  const name = reading.text(fields.get('name'), 'a name');
  const repeatText = reading.text(fields.get('repeat'), '"repeat"');
  const repeat = repeatText === null ? 0 : /^\d{1,3}$/.test(repeatText) ? Number(repeatText) : null;
  if (repeat === null) reading.error(fields.get('repeat'), `"repeat" must be a whole number from 0 to 999`);
  const items = reading.items(fields.get('steps'), 'steps');
  if (items.length > MOST_STEPS) {
    const at = items[MOST_STEPS] as Node;
    reading.error(at, `an escalation has at most ${MOST_STEPS} steps; this one has ${items.length}`);
    return null;
  }
  if (items.length === 0)
    reading.warn(fields.at('steps'), 'this escalation has no steps, so it pages nobody');
  const steps = items.map((item, index) => readStep(reading, item, index, known));
  const read = steps.filter((step) => step !== null);
  if (id === null || repeat === null || read.length < steps.length) return null;
  return { id, name: name || id, steps: read, repeat };
}

function readStep(reading: Reading, item: Node, index: number, known: Known): Step | null {
  const fields = reading.fields(item, 'a step', STEP);
  if (!fields) return null;
  const before = reading.errors;
  if (index > 0 && fields.get('after') === null)
    reading.error(fields.node, 'a step after the first needs "after"; write for example after: 5m');
  const first = index === 0;
  const after = readDuration(reading, fields, 'after', 0, {
    min: first ? 0 : SECOND,
    max: LONGEST,
    ...(first ? {} : { why: 'after the step before it' }),
  });
  if (fields.get('page') === null)
    reading.error(fields.at('page'), 'a step needs "page"; write for example page: [schedule:primary]');
  const broken = reading.errors > before;
  const page: Target[] = [];
  for (const node of reading.items(fields.get('page'), 'page')) {
    const target = readTarget(reading, node, known);
    if (target) page.push(target);
  }
  return broken ? null : { after, page };
}

/** Null for a target that cannot be paged: it is told, and the others of its step are paged. */
function readTarget(reading: Reading, node: Node, { people, schedules }: Known): Target | null {
  const text = reading.text(node, 'whom to page', 1000);
  if (text === null) return null;
  if (text === 'everyone') return { kind: 'everyone' };
  const m = /^(person|schedule):\s*(.*)$/.exec(text);
  if (!m) {
    reading.error(node, `"${short(text)}" cannot be paged; write person:<id>, schedule:<id> or everyone`);
    return null;
  }
  const [, kind, id] = m as unknown as [string, 'person' | 'schedule', string];
  const known = kind === 'person' ? people : schedules;
  if (known.has(id)) return kind === 'person' ? { kind, person: id } : { kind, schedule: id };
  const message = `there is no ${kind} "${short(id)}".${didYouMean(id, known)}`;
  // A team may plan its steps before its schedules: nobody is paged by it, and it says so.
  if (kind === 'person') reading.error(node, message);
  else reading.warn(node, message);
  return null;
}
