import type { Service, Urgency } from '../people/service';
import type { EscalationsRead } from './read-escalations';
import type { Reading } from './reading';

/** Warns of steps whose `when` asks for an urgency that no service with their escalation ever has. */
export function warnOfIdleSteps(
  reading: Reading,
  { escalations, places }: EscalationsRead,
  services: readonly Service[],
): void {
  for (const { id, steps } of escalations) {
    const users = services.filter(({ escalation }) => escalation === id);
    if (users.length === 0) continue;
    const possible = new Set(users.flatMap(urgenciesOf));
    for (const step of steps) {
      const urgency = step.when?.urgency ?? null;
      if (urgency === null || possible.has(urgency)) continue;
      const named = users.length === 1 ? `"${users[0]?.id}" is` : 'the services that use this escalation are';
      reading.warn(
        places.get(step) ?? null,
        `${named} always ${urgency === 'high' ? 'low' : 'high'} in urgency, so this step never counts`,
      );
    }
  }
}

function urgenciesOf({ urgency = 'severity', supportHours = null }: Service): Urgency[] {
  if (urgency === 'severity') return ['high', 'low'];
  return supportHours === null ? [urgency] : [urgency, supportHours.outside];
}
