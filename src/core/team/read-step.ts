import type { Node } from 'yaml';
import type { Step } from '../escalation/escalation';
import { DAY, type Duration, SECOND } from '../time/duration';
import { readChoice } from './read-choice';
import { readDuration } from './read-duration';
import { readStepWhen } from './read-step-when';
import { type Pageable, readTarget, targetText } from './read-target';
import { readYesNo } from './read-yes-no';
import type { Reading } from './reading';

const STEP = ['after', 'page', 'roundRobin', 'when', 'acknowledge'];
const LONGEST: Duration = 7 * DAY;

/** One of the `steps:` of an escalation. Null where something cannot be read. @param index from 0 */
export function readStep(
  reading: Reading,
  item: Node,
  index: number,
  known: Pageable,
  teamZone: string,
): Step | null {
  const fields = reading.fields(item, 'a step', STEP);
  if (!fields) return null;
  const before = reading.errors;
  const first = index === 0;
  if (!first && fields.get('after') === null)
    reading.error(fields.node, 'a step after the first needs "after"; write for example after: 5m');
  const after = readDuration(reading, fields, 'after', 0, {
    min: first ? 0 : SECOND,
    max: LONGEST,
    ...(first ? {} : { why: 'after the step before it' }),
  });
  if (fields.get('page') === null)
    reading.error(fields.at('page'), 'a step needs "page"; write for example page: [schedule:primary]');
  const roundRobin = readYesNo(reading, fields, 'roundRobin', false);
  const acknowledge = readChoice(reading, fields, 'acknowledge', ['one', 'all'], 'one');
  const when = readStepWhen(reading, fields.get('when'), teamZone);
  const broken = reading.errors > before;
  const page: Array<NonNullable<ReturnType<typeof readTarget>>> = [];
  for (const node of reading.items(fields.get('page'), 'page')) {
    const target = readTarget(reading, node, known);
    if (target === null) continue;
    if (page.some((other) => targetText(other) === targetText(target)))
      reading.warn(node, `"${targetText(target)}" stands in page twice`);
    else page.push(target);
  }
  const single = page.length === 1 && page.every(({ kind }) => kind !== 'all' && kind !== 'everyone');
  if (roundRobin && page.length === 1)
    reading.warn(
      fields.at('roundRobin'),
      '"roundRobin" has no effect: each incident pages one entry of "page", and there is one',
    );
  if (acknowledge === 'all' && single)
    reading.warn(
      fields.at('acknowledge'),
      '"acknowledge: all" has no effect: there is one to page in this step',
    );
  if (broken) return null;
  return {
    after,
    page,
    ...(roundRobin ? { roundRobin } : {}),
    ...(when === null ? {} : { when }),
    ...(acknowledge === 'all' ? { acknowledge } : {}),
  };
}
