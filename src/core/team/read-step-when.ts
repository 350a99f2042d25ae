import type { Node } from 'yaml';
import type { StepWhen } from '../escalation/escalation';
import { readChoice } from './read-choice';
import { readHours } from './read-hours';
import { readZoneOf } from './read-people';
import type { Reading } from './reading';

const WHEN = ['urgency', 'hours', 'timeZone'];

/** `when:` of a step. Null where it is absent, or says nothing. */
export function readStepWhen(reading: Reading, node: Node | null, teamZone: string): StepWhen | null {
  const fields = reading.fields(node, '"when"', WHEN);
  if (!fields) return null;
  const urgency =
    fields.get('urgency') === null ? null : readChoice(reading, fields, 'urgency', ['high', 'low'], null);
  const hours = readHours(reading, fields.get('hours'));
  const timeZone = readZoneOf(reading, fields, teamZone);
  if (fields.get('hours') === null) {
    if (fields.has('timeZone'))
      reading.warn(fields.at('timeZone'), '"timeZone" has no effect without "hours" beside it');
    if (urgency === null && fields.get('urgency') === null) {
      reading.warn(
        fields.node,
        'this "when" says nothing, so the step always counts; write urgency or hours',
      );
      return null;
    }
  }
  return { urgency, hours, timeZone };
}
