import type { Instant } from '../time/instant';
import type { Check, Light, Readiness } from './check';
import { checkAlerts } from './check-alerts';
import { checkChannels } from './check-channels';
import { checkDesktop } from './check-desktop';
import { checkProof } from './check-proof';
import { checkTeam } from './check-team';
import type { ReadinessFacts } from './facts';

/**
 * "Am I pageable?" One bad check and the answer is no; a warning is worth a look; what cannot be known here says so and
 * lowers nothing.
 */
export function readinessOf(facts: ReadinessFacts, now: Instant): Readiness {
  const checks = [
    ...checkAlerts(facts, now),
    ...checkDesktop(facts, now),
    ...checkChannels(facts, now),
    ...checkTeam(facts, now),
    ...checkProof(facts, now),
  ];
  return { light: lightOf(checks), checks };
}

function lightOf(checks: readonly Check[]): Light {
  if (checks.some(({ state }) => state === 'bad')) return 'not pageable';
  return checks.some(({ state }) => state === 'warn') ? 'worth a look' : 'ready';
}

/** The light and its worst reason in one line, for the tray and the strip. */
export function readinessLine({ light, checks }: Readiness): string {
  if (light === 'ready')
    return checks.some(({ state }) => state === 'unknown')
      ? 'Pageable: all that is known is well'
      : 'Pageable: every check is well';
  const worst = checks.filter(({ state }) => state === (light === 'not pageable' ? 'bad' : 'warn'));
  const names = worst.slice(0, 2).map(({ title }) => title);
  const more = worst.length > names.length ? ` and ${worst.length - names.length} more` : '';
  return `${light === 'not pageable' ? 'Not pageable' : 'Worth a look'}: ${names.join(', ')}${more}`;
}
