import { expect, test } from 'vitest';
import { apply } from '../../core/incident/apply';
import { isIncidentFact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import { isRinging } from '../../core/page/ringing';
import { replay } from './prepare';

const NOW = Date.UTC(2026, 10, 23, 9, 0);

test('the month of the demo is what its facts tell, and nothing of it rings when it opens', () => {
  const { facts, incidents } = replay('abc123', NOW);
  const folded = new Map<string, Incident>();
  for (const fact of facts) {
    if (isIncidentFact(fact)) folded.set(fact.incident, apply(folded.get(fact.incident), fact));
  }
  expect(folded).toEqual(incidents);
  const all = [...incidents.values()];
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter(isRinging)).toEqual([]);
  expect(all.filter(({ status }) => status !== 'resolved').map(({ status }) => status)).toContain(
    'acknowledged',
  );
  expect(facts.every(({ at }) => at <= NOW)).toBe(true);
});
