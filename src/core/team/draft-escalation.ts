import type { Escalation, Step } from '../escalation/escalation';
import type { HoursDraft } from '../schedule/draft';
import { given, hoursDrafts, hoursTrees } from './draft-hours';
import type { TreeMap } from './print-tree';
import { targetText } from './read-target';
import { durationText } from './scalar';

/** A step as a form holds it; texts as typed. */
export type StepDraft = {
  /** `5m`; '' for at once, of the first step only. */
  readonly after: string;
  /** `schedule:primary`, `next:primary`, `all:primary`, `person:ada`, `everyone`. */
  readonly page: readonly string[];
  readonly roundRobin: boolean;
  readonly acknowledge: 'one' | 'all';
  /** '' for any. */
  readonly urgency: '' | 'high' | 'low';
  /** [] for always. */
  readonly hours: readonly HoursDraft[];
  /** Of the hours; '' for the team's. */
  readonly timeZone: string;
};

/** An escalation as a form holds it; '' is what is usual. */
export type EscalationDraft = {
  readonly id: string;
  readonly name: string;
  readonly acknowledgeTimeout: string;
  readonly repeat: string;
  readonly repeatAfter: string;
  readonly steps: readonly StepDraft[];
};

/** An escalation as text to be edited. @param teamZone the zone of hours that name none */
export function escalationDraft(escalation: Escalation, teamZone: string): EscalationDraft {
  const { id, name, steps, repeat, repeatAfter = null, acknowledgeTimeout = null } = escalation;
  return {
    id,
    name: name === id ? '' : name,
    acknowledgeTimeout: acknowledgeTimeout === null ? '' : durationText(acknowledgeTimeout),
    repeat: repeat === 0 ? '' : String(repeat),
    repeatAfter: repeatAfter === null ? '' : durationText(repeatAfter),
    steps: steps.map((step, index) => stepDraft(step, index, teamZone)),
  };
}

function stepDraft(step: Step, index: number, teamZone: string): StepDraft {
  const { timeZone = teamZone } = step.when ?? {};
  return {
    after: index === 0 && step.after === 0 ? '' : durationText(step.after),
    page: step.page.map(targetText),
    roundRobin: step.roundRobin ?? false,
    acknowledge: step.acknowledge ?? 'one',
    urgency: step.when?.urgency ?? '',
    hours: hoursDrafts(step.when?.hours ?? []),
    timeZone: timeZone === teamZone ? '' : timeZone,
  };
}

/** What the file would hold of a draft, right or wrong. */
export function escalationDraftTree(draft: EscalationDraft): TreeMap {
  return {
    id: draft.id,
    ...given('name', draft.name),
    ...given('acknowledgeTimeout', draft.acknowledgeTimeout),
    steps: draft.steps.map(stepTree),
    ...given('repeat', draft.repeat),
    ...given('repeatAfter', draft.repeatAfter),
  };
}

function stepTree(step: StepDraft): TreeMap {
  const hours = hoursTrees(step.hours);
  const when: TreeMap = {
    ...given('urgency', step.urgency),
    ...(hours.length === 0 ? {} : { hours, ...given('timeZone', step.timeZone) }),
  };
  return {
    ...given('after', step.after),
    page: step.page,
    ...(step.roundRobin ? { roundRobin: 'true' } : {}),
    ...(Object.keys(when).length === 0 ? {} : { when }),
    ...(step.acknowledge === 'all' ? { acknowledge: 'all' } : {}),
  };
}
