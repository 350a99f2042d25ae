import { windowAt } from '../../core/mute/maintenance-at';
import { quietUntil } from '../../core/mute/quiet-until';
import { isInForce } from '../../core/mute/silenced-by';
import type { HeldFact } from '../../core/readiness/facts';
import type { State } from '../../core/step/state';
import type { Instant } from '../../core/time/instant';
import type { Names } from '../views/names';

/** What would keep a page from whoever sits here if its alert came now. */
export function heldFacts({ team, rota, me }: State, names: Names, at: Instant): HeldFact[] {
  const held: HeldFact[] = [];
  const person = rota.people.find(({ id }) => id === me) ?? team.people.find(({ id }) => id === me);
  const quiet = person ? quietUntil(person, at, rota.calendars) : null;
  if (quiet !== null) held.push({ how: 'quiet-hours', text: '', until: quiet });
  for (const silence of rota.acts.silences) {
    if (!isInForce(silence, at)) continue;
    const text = [silence.reason, `by ${names.person(silence.by).name}`].filter(Boolean).join(', ');
    held.push({ how: 'silence', text, until: silence.end });
  }
  for (const one of [...(team.maintenance ?? []), ...rota.acts.maintenance]) {
    const { inside, until } = windowAt(one, rota.calendars, at);
    if (!inside) continue;
    const of = one.services.map((id) => names.serviceName(id)).join(', ') || 'all services';
    held.push({ how: 'maintenance', text: [of, one.reason].filter(Boolean).join(', '), until });
  }
  return held;
}
