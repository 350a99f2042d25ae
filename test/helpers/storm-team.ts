import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FloodAlert } from './flood';

const FILE = join(import.meta.dirname, '../fixtures/flood/alerts-from-rules.jsonl');

/** How much of a paging policy a storm meets. */
export type StormTeam = {
  readonly services: number;
  readonly rules: number;
  /** Services group and hold. */
  readonly groups: boolean;
  /** Where the published rules stand, for whoever is built elsewhere. */
  readonly file?: string;
};

/** Services are told apart by this label. */
const SHARD = 'shard';

/**
 * So many alerts of published rules as their rules rate them (a third critical), each with a label of its own, spread
 * over services and places.
 * @see test/fixtures/flood/ORIGIN.md
 */
export function stormAlerts(count: number, { services, file = FILE }: StormTeam): FloodAlert[] {
  const rules = published(file);
  return Array.from({ length: count }, (_, i) => {
    const { labels, annotations, generatorURL } = rules[i % rules.length] as FloodAlert;
    const own = { copy: String(i), place: `p${i % 97}`, [SHARD]: `s${i % Math.max(1, services)}` };
    return { labels: { ...labels, ...own }, annotations, generatorURL };
  });
}

/**
 * A team file in which every service has a policy of its own kind, one in two groups its alerts, one in four holds
 * them, and as many inhibitions among the alerts of the storm as asked for.
 */
export function stormTeam({ services, rules, groups, file = FILE }: StormTeam): string {
  const names = [...new Set(published(file).map(({ labels }) => labels['alertname'] as string))];
  const name = (i: number): string => names[i % names.length] as string;
  const list = Array.from({ length: services }, (_, i) => {
    const group = groups && i % 2 === 0 ? ', group: { by: [severity], wait: 1s, window: 5m }' : '';
    const hold = groups && i % 4 === 1 ? ', hold: 2s' : '';
    return `  - { id: svc-${i}, name: Service ${i}, match: ['${SHARD}="s${i}"'], escalation: usual${group}${hold} }`;
  });
  const inhibitions = Array.from({ length: rules }, (_, i) => {
    const source = `['alertname="${name(i)}"', 'severity="critical"']`;
    const target = `['alertname="${name(i * 7 + 1 + Math.floor(i / names.length))}"', 'severity=~"warning|info"']`;
    return `  - { id: rule-${i}, source: ${source}, target: ${target}, equal: [${i % 2 === 0 ? 'place' : SHARD}] }`;
  });
  return `watchbill: 1
team: Storm
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor, email: ada@example.com }
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
schedules:
  - { id: primary, layers: [{ id: all, people: [ada], start: 2026-01-05T09:00, turn: 1 week }] }
escalations:
  - { id: usual, steps: [{ page: [schedule:primary] }, { after: 10m, page: [person:grace] }] }
services:${services === 0 ? ' []' : `\n${list.join('\n')}`}
inhibitions:${rules === 0 ? ' []' : `\n${inhibitions.join('\n')}`}
sources: []
`;
}

function published(file: string): FloodAlert[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FloodAlert);
}
