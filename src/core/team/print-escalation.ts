import type { Escalation, Step } from '../escalation/escalation';
import { hoursTree } from './print-schedule';
import { printItem, type TreeMap } from './print-tree';
import { targetText } from './read-target';
import { durationText } from './scalar';

/** An escalation as the team file holds it; what is as usual is left out. @param teamZone which hours without a zone have */
export function escalationTree(escalation: Escalation, teamZone: string): TreeMap {
  const { id, name, steps, repeat, repeatAfter = null, acknowledgeTimeout = null } = escalation;
  return {
    id,
    ...(name === id ? {} : { name }),
    ...(acknowledgeTimeout === null ? {} : { acknowledgeTimeout: durationText(acknowledgeTimeout) }),
    steps: steps.map((step, index) => stepTree(step, index, teamZone)),
    ...(repeat === 0 ? {} : { repeat: String(repeat) }),
    ...(repeatAfter === null ? {} : { repeatAfter: durationText(repeatAfter) }),
  };
}

function stepTree(step: Step, index: number, teamZone: string): TreeMap {
  const { when } = step;
  return {
    ...(index === 0 && step.after === 0 ? {} : { after: durationText(step.after) }),
    page: step.page.map(targetText),
    ...(step.roundRobin ? { roundRobin: 'true' } : {}),
    ...(when
      ? {
          when: {
            ...(when.urgency === null ? {} : { urgency: when.urgency }),
            ...(when.hours.length === 0 ? {} : { hours: when.hours.map(hoursTree) }),
            ...(when.timeZone === teamZone ? {} : { timeZone: when.timeZone }),
          },
        }
      : {}),
    ...(step.acknowledge === 'all' ? { acknowledge: 'all' } : {}),
  };
}

/** An escalation as YAML, as it would stand under `escalations:`, for a person to read. */
export function printEscalation(escalation: Escalation, teamZone: string): string {
  return `${printItem(escalationTree(escalation, teamZone), 'escalations').join('\n')}\n`;
}
