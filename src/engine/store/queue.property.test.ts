import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BEGIN, Story } from '../../../test/helpers/step-story';
import type { QueueFilter } from '../../contract/views/queue';
import { SEVERITIES, severityRank } from '../../core/alert/severity';
import type { Incident } from '../../core/incident/incident';
import type { IncidentId } from '../../core/kernel/ids';
import { openForWriting } from './database';
import { Reader } from './reader';
import type { DatabaseConnection } from './sqlite';
import { Writer } from './writer';

let folder: string;
let db: DatabaseConnection;
let writer: Writer;
let reader: Reader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-queue-'));
  db = openForWriting(folder, BEGIN).db;
  writer = new Writer(db);
  reader = Reader.open(folder);
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

const SERVICES = ['', 'shop', 'ledger'];
const SOURCES = ['prod', 'local'];
const WORDS = ['checkout', 'check', 'Ledger', 'crème', 'a1', 'b2c'];

const part = fc.record({
  status: fc.constantFrom('open', 'acknowledged', 'resolved'),
  suppressed: fc.boolean(),
  severity: fc.constantFrom(...SEVERITIES),
  service: fc.constantFrom(...SERVICES),
  source: fc.constantFrom(...SOURCES),
  openedAt: fc.integer({ min: BEGIN, max: BEGIN + 5 }),
});
type Part = typeof part extends fc.Arbitrary<infer T> ? T : never;

const filters: fc.Arbitrary<QueueFilter> = fc.record({
  status: fc.constantFrom('unresolved', 'open', 'suppressed', 'acknowledged', 'resolved', 'all'),
  severities: fc.subarray([...SEVERITIES]),
  services: fc.subarray(SERVICES),
  sources: fc.subarray(SOURCES),
  text: fc.constantFrom('', '', ...WORDS, 'CHECK', 'c', 'creme le', 'nowhere'),
});

/** Incident `number`, all of it made of a real one. */
function made(real: Incident, number: number, wish: Part): Incident {
  return {
    ...real,
    ...wish,
    id: `desk-${number}` as IncidentId,
    number,
    dedupKey: `key-${number}`,
    suppression: wish.suppressed ? { how: 'silenced', by: [] } : null,
    resolvedAt: wish.status === 'resolved' ? wish.openedAt + 1 : null,
    title: wordsOf(number).join(' '),
  };
}

const wordsOf = (number: number) => WORDS.filter((_, index) => ((number * 2654435761) >>> index) % 3 === 0);

function rank({ status, suppression }: Incident): number {
  if (status === 'resolved') return 3;
  return status === 'acknowledged' ? 1 : suppression ? 2 : 0;
}

/** What the filter means, word by word. */
function fits(incident: Incident, filter: QueueFilter): boolean {
  const of = rank(incident);
  const status = { unresolved: of < 3, open: of === 0, suppressed: of === 2, acknowledged: of === 1 };
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const has = wordsOf(incident.number).map(plain);
  return (
    (filter.status === 'all' || (filter.status === 'resolved' ? of === 3 : status[filter.status])) &&
    (filter.severities.length === 0 || filter.severities.includes(incident.severity)) &&
    (filter.services.length === 0 || filter.services.includes(incident.service)) &&
    (filter.sources.length === 0 || filter.sources.includes(incident.source)) &&
    plain(filter.text)
      .split(' ')
      .filter((word) => word !== '')
      .every((word) => has.some((other) => other.startsWith(word)))
  );
}

it('the queue is what the filter means, in its order and at its place, and the counts are right, whatever was written', () => {
  const story = new Story();
  story.sent('real');
  const real = story.incident();
  const opened = story.facts.find(({ kind }) => kind === 'opened') as Extract<
    (typeof story.facts)[number],
    { kind: 'opened' }
  >;
  const stored = new Map<number, Incident>();
  const write = (incidents: readonly Incident[], fresh: boolean) => {
    for (const incident of incidents) stored.set(incident.number, incident);
    writer.write({
      facts: fresh
        ? incidents.map(({ number, id, title }) => ({
            ...opened,
            number,
            incident: id,
            service: '',
            alert: { ...opened.alert, title, labels: [], description: '', source: '' },
          }))
        : [],
      incidents: new Map(incidents.map((incident) => [incident.id, incident])),
      unreadable: [],
    });
  };
  /** When it began and where it came from never change. */
  const again = (number: number, wish: Part) => {
    const { openedAt, source } = stored.get(number) as Incident;
    return made(real, number, { ...wish, openedAt, source });
  };
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(), part), { maxLength: 6 }),
      filters,
      fc.nat(40),
      fc.integer({ min: 1, max: 30 }),
      (added, changed, filter, offset, limit) => {
        const first = stored.size + 1;
        write(
          added.map((wish, index) => made(real, first + index, wish)),
          true,
        );
        if (stored.size > 0)
          write(
            changed.map(([n, wish]) => again(1 + (n % stored.size), wish)),
            false,
          );
        const all = [...stored.values()]
          .filter((incident) => fits(incident, filter))
          .sort(
            (a, b) =>
              rank(a) - rank(b) ||
              severityRank(a.severity) - severityRank(b.severity) ||
              b.openedAt - a.openedAt ||
              b.number - a.number,
          );
        const { incidents, total, cut } = reader.queue(filter, offset, limit);
        expect(incidents.map(({ number }) => number)).toEqual(
          all.slice(offset, offset + limit).map(({ number }) => number),
        );
        expect(total).toBe(all.length);
        expect(cut).toEqual({ unresolved: false, resolved: false });
        expect(reader.numbersOf(filter)).toEqual(all.map(({ number }) => number));
        const ranks = [...stored.values()].map(rank);
        const many = (of: number) => ranks.filter((one) => one === of).length;
        expect(reader.counts()).toEqual({
          open: many(0) + many(2),
          acknowledged: many(1),
          suppressed: many(2),
          resolved: many(3),
        });
      },
    ),
    { numRuns: 150 },
  );
});

it('what a calendar shows was open in its span, however long ago it began', () => {
  const story = new Story();
  story.sent('real');
  const real = story.incident();
  const HOUR = 3_600_000;
  fc.assert(
    fc.property(
      fc.array(fc.record({ began: fc.nat(100), lasted: fc.option(fc.nat(60)), acknowledged: fc.boolean() }), {
        maxLength: 15,
      }),
      fc.nat(100),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 20 }),
      (spans, from, hours, limit) => {
        const incidents = spans.map(({ began, lasted, acknowledged }, index) => ({
          ...made(real, index + 1, {
            status: lasted === null ? (acknowledged ? 'acknowledged' : 'open') : 'resolved',
            suppressed: false,
            severity: 'error',
            service: '',
            source: 'local',
            openedAt: BEGIN + began * HOUR,
          }),
          resolvedAt: lasted === null ? null : BEGIN + (began + lasted) * HOUR,
        }));
        db.exec('DELETE FROM incidents');
        writer.write({
          facts: [],
          incidents: new Map(incidents.map((one) => [one.id, one])),
          unreadable: [],
        });
        const at = BEGIN + from * HOUR;
        const to = at + hours * HOUR;
        const expected = incidents
          .filter(({ openedAt, resolvedAt }) => openedAt < to && (resolvedAt === null || resolvedAt >= at))
          .map(({ openedAt }) => openedAt)
          .sort((a, b) => a - b)
          .slice(-limit);
        expect(reader.between(at, to, limit).map(({ openedAt }) => openedAt)).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
});
