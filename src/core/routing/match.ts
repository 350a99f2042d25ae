import type { Labels } from '../alert/labels';
import { matchesAll } from '../alert/matcher';
import { UNROUTED } from '../kernel/ids';
import type { Service } from '../people/service';

/** The catch-all that can never be absent. */
const UNROUTED_SERVICE: Service = {
  id: UNROUTED,
  name: 'Unrouted',
  match: [],
  owners: [],
  repository: '',
  runbook: '',
  escalation: '',
};

/** The service an alert is about: the first of the team file whose matchers all hold, else `unrouted`. */
export function serviceOf(services: readonly Service[], labels: Labels): Service {
  return services.find((service) => matchesAll(service.match, labels)) ?? UNROUTED_SERVICE;
}
