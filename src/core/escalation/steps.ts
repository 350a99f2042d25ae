import type { Rota } from '../schedule/rota';
import { type Duration, MINUTE } from '../time/duration';
import type { Escalation, Step } from './escalation';
import type { PlanAsk } from './plan-ask';

/** Without an escalation of its own a service pages whoever is on call first, and everyone if nobody answers for so long. */
const EVERYONE_AFTER: Duration = 5 * MINUTE;

/** The least that is waited before an escalation is gone through again, where the file does not say. */
const LEAST_BETWEEN_ROUNDS: Duration = 5 * MINUTE;

const usual = new WeakMap<Rota, readonly Step[]>();

/** The steps of an incident's escalation: those of its policy, and where there are none what is usual. */
export function stepsOf({ policy, rota }: PlanAsk): readonly Step[] {
  if (policy !== null && policy.steps.length > 0) return policy.steps;
  let steps = usual.get(rota);
  if (!steps) {
    steps = usualSteps(rota);
    usual.set(rota, steps);
  }
  return steps;
}

/** What a service without an escalation does. */
export function usualSteps(rota: Rota): readonly Step[] {
  const [first] = rota.schedules;
  if (!first) return [];
  return [
    { after: 0, page: [{ kind: 'schedule', schedule: first.id }] },
    { after: EVERYONE_AFTER, page: [{ kind: 'everyone' }] },
  ];
}

/** How long after the last one of a round the first step begins anew: by default the longest wait of a step, at least 5 min. */
export function repeatAfterOf(policy: Escalation | null): Duration {
  if (policy === null) return LEAST_BETWEEN_ROUNDS;
  return policy.repeatAfter ?? Math.max(LEAST_BETWEEN_ROUNDS, ...policy.steps.map(({ after }) => after));
}
