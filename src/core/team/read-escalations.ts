import type { Node } from 'yaml';
import type { Escalation, Step } from '../escalation/escalation';
import { DAY, SECOND } from '../time/duration';
import { readDuration } from './read-duration';
import { readId } from './read-id';
import { readStep } from './read-step';
import type { Pageable } from './read-target';
import type { Fields, Reading } from './reading';

const ESCALATION = ['id', 'name', 'steps', 'repeat', 'repeatAfter', 'acknowledgeTimeout'];
/** More steps than a team has ways to reach somebody are a mistake. */
const MOST_STEPS = 100;
const WAIT = { min: SECOND, max: 7 * DAY };

/** What `escalations:` of the team file says. */
export type EscalationsRead = {
  readonly escalations: Escalation[];
  /** Of all that the file names, also of those that cannot be read. */
  readonly ids: ReadonlySet<string>;
  /** Where the steps stand. */
  readonly places: ReadonlyMap<Step, Node>;
};

/**
 * `escalations:` of the team file. One in which something cannot be read is left out: what it should page goes to the
 * fallback.
 */
export function readEscalations(
  reading: Reading,
  list: Node | null,
  known: Pageable,
  teamZone: string,
): EscalationsRead {
  const ids = new Set<string>();
  const places = new Map<Step, Node>();
  const escalations: Escalation[] = [];
  reading.soft(() => {
    for (const item of reading.items(list, 'escalations')) {
      const fields = reading.fields(item, 'an escalation', ESCALATION);
      const escalation = fields && readEscalation(reading, fields, { ids, places, known, teamZone });
      if (escalation) escalations.push(escalation);
    }
  });
  return { escalations, ids, places };
}

type Context = {
  readonly ids: Set<string>;
  readonly places: Map<Step, Node>;
  readonly known: Pageable;
  readonly teamZone: string;
};

function readEscalation(
  reading: Reading,
  fields: Fields,
  { ids, places, known, teamZone }: Context,
): Escalation | null {
  const id = readId(reading, fields, 'escalation', ids);
  const name = reading.text(fields.get('name'), 'a name');
  const repeatText = reading.text(fields.get('repeat'), '"repeat"');
  const repeat = repeatText === null ? 0 : /^\d{1,3}$/.test(repeatText) ? Number(repeatText) : null;
  if (repeat === null) reading.error(fields.get('repeat'), `"repeat" must be a whole number from 0 to 999`);
  const before = reading.errors;
  const wait = (key: string) =>
    fields.get(key) === null ? {} : { [key]: readDuration(reading, fields, key, 0, WAIT) };
  const waits = { ...wait('acknowledgeTimeout'), ...wait('repeatAfter') };
  const broken = reading.errors > before;
  if (repeat === 0 && fields.get('repeatAfter') !== null)
    reading.warn(fields.at('repeatAfter'), '"repeatAfter" has no effect without "repeat" beside it');
  const items = reading.items(fields.get('steps'), 'steps');
  if (items.length > MOST_STEPS) {
    const at = items[MOST_STEPS] as Node;
    reading.error(at, `an escalation has at most ${MOST_STEPS} steps; this one has ${items.length}`);
    return null;
  }
  if (items.length === 0)
    reading.warn(fields.at('steps'), 'this escalation has no steps, so it pages nobody');
  const steps = items.map((item, index) => {
    const step = readStep(reading, item, index, known, teamZone);
    if (step) places.set(step, item);
    return step;
  });
  const read = steps.filter((step) => step !== null);
  if (id === null || repeat === null || broken || read.length < steps.length) return null;
  return { id, name: name || id, steps: read, repeat, ...waits };
}
