import type { IncidentFact } from '../../src/core/incident/fact';
import type { Incident } from '../../src/core/incident/incident';
import type { IncidentId } from '../../src/core/kernel/ids';
import { openForWriting } from '../../src/engine/store/database';
import { Writer } from '../../src/engine/store/writer';
import { madeUpIncident } from './made-up';

/*
 * Fills a data folder through the engine's own writer. Arguments: folder, how many, and `open` when all of them are to
 * be open. Tells its parent the seconds.
 */

const [folder = '', many = '0', fate = ''] = process.argv.slice(2);
const count = Number(many);
const BATCH = 2_000;

const now = Date.now();
const from = performance.now();
const writer = new Writer(openForWriting(folder, now).db);
for (let first = 1; first <= count; first += BATCH) {
  const facts: IncidentFact[] = [];
  const incidents = new Map<IncidentId, Incident>();
  for (let number = first; number < first + BATCH && number <= count; number++) {
    const one = madeUpIncident(number, count, now, fate === 'open');
    facts.push(...one.facts);
    incidents.set(one.incident.id, one.incident);
  }
  writer.write({ facts, incidents, unreadable: [] });
}
writer.close();
process.send?.({ seconds: (performance.now() - from) / 1000 }, () => process.exit(0));
