import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QueueFilter } from '../../src/contract/views/queue';
import type { IncidentId } from '../../src/core/kernel/ids';
import { openForReading } from '../../src/engine/store/database';
import { Prepared } from '../../src/engine/store/prepared';
import { MOST_RESOLVED_FOUND } from '../../src/engine/store/queue-search';
import { Reader } from '../../src/engine/store/reader';
import { KNOWN_WORDS } from '../../src/engine/store/search';
import { startEngineProcess } from '../helpers/engine-process';
import { noteOften, storeMany } from '../helpers/many-stored';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

const MANY = 100_000;
const OPEN = 400;
const DAY = 86_400_000;
const ALL: QueueFilter = { status: 'all', severities: [], services: [], sources: [], text: '' };

describe('A20: 100,000 stored incidents', () => {
  const now = Date.now();
  let team: TemporaryTeam;
  let reader: Reader;

  beforeAll(() => {
    team = temporaryTeam();
    storeMany(team.data, MANY, OPEN, now);
    noteOften(team.data, `many-${MANY}`, 10_000, now);
    reader = Reader.open(team.data);
  }, 120_000);
  afterAll(() => {
    reader?.close();
    team?.remove();
  });

  /** Everything that the start, a screen, the tray, the API and the command line ask of the store. */
  function askEverything(): void {
    reader.nextNumber();
    reader.live();
    reader.endedSince(now - DAY / 96);
    reader.counts();
    for (const status of ['unresolved', 'open', 'suppressed', 'acknowledged', 'resolved', 'all'] as const) {
      for (const narrowed of [{}, { services: ['ledger'] }, { sources: ['none'] }, { severities: ['info'] }])
        for (const offset of [0, 50_000, MANY - 100])
          reader.queue({ ...ALL, ...(narrowed as Partial<QueueFilter>), status }, offset, 100);
      for (const text of ['c', '1', '99', 'pod', 'check led', 'pod-99999', 'nowhere', 'a b c d e f g h'])
        reader.queue({ ...ALL, status, services: text === 'c' ? ['mail'] : [], text }, 0, 100);
    }
    for (const status of ['open', 'acknowledged', 'resolved', 'all'] as const)
      reader.newest({ status, limit: 100, before: null });
    reader.incident(`many-${MANY}` as IncidentId, 400);
    reader.pages(100, null);
    reader.between(now - 2 * DAY, now - DAY, 2000);
    reader.reached(now - DAY, now);
    reader.unreadable(200);
    reader.idsOf([1, 2, 3]);
  }

  it('A20: nothing that is asked looks at every incident, fact or page', () => {
    const asked = new Set<string>();
    const of = vi.spyOn(Prepared.prototype, 'of').mockImplementation(function (this: Prepared, sql: string) {
      asked.add(sql);
      return original.call(this, sql);
    });
    const original = ofItself;
    askEverything();
    of.mockRestore();
    expect(asked.size).toBeGreaterThan(25);
    const db = openForReading(team.data);
    db.exec(`PRAGMA query_only = 0; ${KNOWN_WORDS}`);
    const scans = [...asked].flatMap((sql) => {
      const blanks = Array.from({ length: sql.match(/\?(?!\d)/g)?.length ?? 0 }, () => 1);
      const numbered = /\?2/.test(sql) ? [1, 1] : /\?1/.test(sql) ? [1] : blanks;
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...numbered) as Array<{ detail: string }>;
      return (
        plan
          .map(({ detail }) => detail)
          // All that is resolved, walked through the index by its status alone, is nearly everything, too.
          .filter((detail) =>
            /^SCAN (incidents|facts|pages)\b|incidents_in_queue_order \(queue_rank=\?\)/.test(detail),
          )
          // What is live is what the engine holds in memory anyway.
          .filter((detail) => !/USING (COVERING )?INDEX incidents_live/.test(detail))
          .map((detail) => `${detail}: ${sql}`)
      );
    });
    db.close();
    expect(scans).toEqual([]);
  });

  it('A20: a place in the middle, a search and a long story are there at once', () => {
    const took = (ask: () => unknown): number => {
      const times = [0, 1, 2].map(() => {
        const from = performance.now();
        ask();
        return performance.now() - from;
      });
      return Math.min(...times);
    };
    const slow = Object.entries({
      'the middle of all': () => reader.queue(ALL, MANY / 2, 100),
      counts: () => reader.counts(),
      'one letter': () => reader.queue({ ...ALL, text: 'c' }, 0, 100),
      'a word of all of them': () => reader.queue({ ...ALL, text: 'checkout dashboard' }, 0, 100),
      'many words': () => reader.queue({ ...ALL, text: 'c h p 1 s is slow dashboard many checkout' }, 0, 100),
      'a story of 10,000': () => reader.incident(`many-${MANY}` as IncidentId, 400),
    })
      .map(([what, ask]) => ({ what, ms: took(ask) }))
      .filter(({ ms }) => ms > 200);
    expect(slow).toEqual([]);
  });

  it('A20: a search finds every unresolved one, lists the newest of the resolved, and says so', () => {
    const { incidents, total, cut } = reader.queue({ ...ALL, text: 'checkout' }, 0, 10_000);
    expect(total).toBe(OPEN + MOST_RESOLVED_FOUND);
    expect(cut).toEqual({ unresolved: false, resolved: true });
    const numbers = incidents.map(({ number }) => number);
    expect(Math.min(...numbers)).toBe(MANY - OPEN - MOST_RESOLVED_FOUND + 1);
    expect(new Set(numbers).size).toBe(total);
    const exact = reader.queue({ ...ALL, text: 'pod-777' }, 0, 100);
    // pod-777, and those whose number begins so.
    expect(exact.total).toBe(1 + 10 + 100);
    expect(exact.cut).toEqual({ unresolved: false, resolved: false });
  });

  it('A20: a story of 10,000 entries is told by its beginning and its end, and says what is between', () => {
    const told = reader.incident(`many-${MANY}` as IncidentId, 400);
    expect(told?.facts).toHaveLength(401);
    expect(told?.facts[0]?.fact).toMatchObject({ text: 'made up' });
    expect(told?.facts.at(-1)?.fact).toMatchObject({ text: 'note 10000' });
    expect(told?.earlier).toEqual({ facts: 9600, pages: 0 });
    expect(reader.incident(`many-${MANY}` as IncidentId, 100_000)?.facts).toHaveLength(10_001);
  });

  it('A20: an engine starts on them within 5 s, answers, and goes on storing', async () => {
    reader.close();
    const from = performance.now();
    const engine = await startEngineProcess(team);
    try {
      expect(performance.now() - from).toBeLessThan(5000);
      const took: number[] = [];
      for (let n = 0; n < 40; n += 1) {
        const began = performance.now();
        const { status } = await engine.pagerDuty('trigger', `new-${n}`, `Comes in ${n}`);
        took.push(performance.now() - began);
        expect(status).toBe(202);
        if (n % 10 === 0) await engine.get('/api/v1/incidents?status=acknowledged&limit=100');
      }
      took.sort((a, b) => a - b);
      expect(took[20], 'median of what came in').toBeLessThan(50);
      const { incidents } = await engine.get<{ incidents: Array<{ number: number }> }>(
        '/api/v1/incidents?status=resolved&limit=3',
      );
      expect(incidents.map(({ number }) => number)).toEqual([MANY - OPEN, MANY - OPEN - 1, MANY - OPEN - 2]);
    } finally {
      await engine.kill();
    }
    reader = Reader.open(team.data);
  });
});

const ofItself = Prepared.prototype.of;
