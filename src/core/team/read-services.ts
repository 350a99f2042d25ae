import type { Node } from 'yaml';
import { UNROUTED, WATCHBILL_SERVICE } from '../kernel/ids';
import type { Service } from '../people/service';
import { readTeamPath } from './path';
import { readId, readReference, readReferences } from './read-id';
import { readMatchers } from './read-matchers';
import { readServiceRules, SERVICE_RULES } from './read-service-rules';
import type { Reading } from './reading';

const KEYS = ['id', 'name', 'escalation', 'match', 'owners', 'repository', 'runbook', ...SERVICE_RULES];

/** What else of the team file its services name. */
export type ServiceContext = {
  readonly people: ReadonlySet<string>;
  /** Ids given in the file; null where it gives none. */
  readonly escalations: ReadonlySet<string> | null;
  readonly teamZone: string;
};

/** `services:` of the team file, in their order: an alert belongs to the first that matches. */
export function readServices(reading: Reading, list: Node | null, context: ServiceContext): Service[] {
  const { people, escalations, teamZone } = context;
  const services: Service[] = [];
  const taken = new Set<string>();
  /** The first service that takes everything, and those behind it that never get anything. */
  let all: { id: string; node: Node } | null = null;
  const unreachable: string[] = [];
  for (const item of reading.items(list, 'services')) {
    const fields = reading.fields(item, 'a service', KEYS);
    if (!fields) continue;
    const id = readId(reading, fields, 'service', taken);
    if (id === UNROUTED || id === WATCHBILL_SERVICE)
      reading.error(
        fields.get('id'),
        `"${id}" is what Watchbill calls ${id === UNROUTED ? 'alerts of no service' : 'its own incidents'}; give this one another id`,
      );
    if (!fields.has('match'))
      reading.warn(
        fields.node,
        'this service has no match, so it takes every alert; write "match: []" if that is meant',
      );
    const match = readMatchers(reading, fields.get('match'), 'match');
    const owners = readReferences(reading, fields.get('owners'), 'owners', 'person', people);
    const escalationNode = fields.get('escalation');
    const escalation = escalations
      ? readReference(reading, escalationNode, 'an escalation', 'escalation', escalations)
      : reading.text(escalationNode, 'an escalation');
    const runbook = readTeamPath(reading, fields.get('runbook'), 'a runbook', { links: true });
    const name = reading.text(fields.get('name'), 'a name');
    const repository = reading.text(fields.get('repository'), 'a repository', 500) ?? '';
    const rules = reading.soft(() => readServiceRules(reading, fields, teamZone));
    if (id === null) continue;
    if (all) unreachable.push(id);
    else if (match?.length === 0) all = { id, node: fields.at('match') };
    services.push({
      id,
      name: name || id,
      match: match ?? [],
      owners,
      repository,
      runbook,
      escalation: escalation ?? '',
      ...rules,
    });
  }
  if (all && unreachable.length > 0) {
    reading.warn(
      all.node,
      `service "${all.id}" takes every alert, so none reaches ${unreachable
        .slice(0, 5)
        .map((id) => `"${id}"`)
        .join(', ')}${unreachable.length > 5 ? ' …' : ''} after it; move it to the end`,
    );
  }
  return services;
}
