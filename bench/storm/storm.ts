import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StormTeam, stormAlerts, stormTeam } from '../../test/helpers/storm-team';
import type { Bench } from '../bench-options';
import { Connection, requestBytes } from '../http/connection';
import { type Section, table } from '../report/report';
import { figure, median, percentile } from '../report/statistics';
import { type PagingEngine, pagingEngine } from './paging-engine';

const ALERTS = 10_000;
const SECONDS = 60;
/** A quick run has the same pace for a fifth of the time. */
const QUICK_PART = 5;
const CONNECTIONS = 8;
/** A critical alert of its own, to see when it pages. */
const PROBE_EVERY_MS = 500;
const SETTLE_MS = 20_000;

type Met = {
  readonly name: string;
  /** From the first byte sent to the page on the engine's console, ms. */
  readonly paged: readonly number[];
  /** From the first byte sent to the answer, ms. */
  readonly answered: readonly number[];
  readonly refused: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
};

/** A storm of alerts at a pace, on a team without rules and on one with all that a paging engine can be told. */
export async function benchStorm(bench: Bench): Promise<Section> {
  const part = bench.quick ? QUICK_PART : 1;
  const count = ALERTS / part;
  const seconds = SECONDS / part;
  const file = join(import.meta.dirname, '../../test/fixtures/flood/alerts-from-rules.jsonl');
  const teams: Readonly<Record<string, StormTeam>> = {
    'no services, no rules': { services: 0, rules: 0, groups: false, file },
    '200 services that group and hold, 1,000 inhibitions': { services: 200, rules: 1000, groups: true, file },
  };
  const met: Met[] = [];
  for (const [name, team] of Object.entries(teams)) {
    bench.say(`storm: ${figure(count)} alerts in ${seconds} s, ${name}`);
    met.push(await storm(bench, name, team, count, seconds));
  }
  const rows = met.map((one) => [
    one.name,
    figure(one.cpuSeconds),
    figure(one.peakMegabytes),
    figure(median(one.paged)),
    figure(percentile(one.paged, 0.99)),
    figure(Math.max(...one.paged)),
    figure(median(one.answered)),
    figure(percentile(one.answered, 0.99)),
    String(one.refused),
  ]);
  const head = [
    '',
    'CPU, s',
    'peak memory, MB',
    'critical to page, p50',
    'p99',
    'most',
    'answer, p50',
    'p99',
    'told to wait',
  ];
  return {
    id: 'storm',
    title: 'A storm of alerts, with and without rules',
    body: `${bench.machine}

${figure(count)} distinct alerts of published rules (a third of them critical) in ${seconds} s over ${CONNECTIONS} connections, each answered when it is durable; every ${PROBE_EVERY_MS} ms one critical alert beside them. "Page" is the line on the console of the engine, read by another process; \`watchbill engine\` without windows. CPU seconds of all its threads from its first alert until it was quiet again, notifications and all. ms.

${table(head, rows)}
`,
  };
}

async function storm(
  bench: Bench,
  name: string,
  team: StormTeam,
  count: number,
  seconds: number,
): Promise<Met> {
  const engine = await pagingEngine(bench, `storm-${team.rules}`, stormTeam(team));
  try {
    const requests = stormAlerts(count, team).map((alert) => requestOf(engine, alert));
    const cpuBefore = engine.cpuSeconds();
    const began = performance.now();
    let next = 0;
    let refused = 0;
    const answered: number[] = [];
    const sender = async () => {
      const connection = await Connection.open(engine.port);
      while (next < requests.length) {
        const mine = next++;
        await sleep(Math.max(0, began + (mine * seconds * 1000) / count - performance.now()));
        const from = performance.now();
        const { status } = await connection.send(requests[mine] as Buffer);
        answered.push(performance.now() - from);
        if (status !== 200) refused += 1;
      }
      connection.close();
    };
    const senders = Promise.all(Array.from({ length: CONNECTIONS }, sender));
    const sentAt = await probe(engine, seconds * 1000);
    await senders;
    const paged = await pagesOf(engine, sentAt);
    await quiet(engine);
    return {
      name,
      paged,
      answered,
      refused,
      cpuSeconds: engine.cpuSeconds() - cpuBefore,
      peakMegabytes: engine.peakMegabytes(),
    };
  } finally {
    await engine.stop();
  }
}

function requestOf({ token }: PagingEngine, alert: object): Buffer {
  return requestBytes('POST', '/api/v2/alerts', token, JSON.stringify([alert]));
}

/** @returns when each critical alert was sent, by its name */
async function probe(engine: PagingEngine, forMs: number): Promise<ReadonlyMap<string, number>> {
  const connection = await Connection.open(engine.port);
  const sentAt = new Map<string, number>();
  for (const until = performance.now() + forMs; performance.now() < until; await sleep(PROBE_EVERY_MS)) {
    const alertname = `Probe${sentAt.size}.`;
    sentAt.set(alertname, performance.now());
    const labels = { alertname, severity: 'critical' };
    const { status } = await connection.send(requestOf(engine, { labels, annotations: {} }));
    if (status !== 200) throw new Error(`the engine answered a critical alert with ${status}`);
  }
  connection.close();
  return sentAt;
}

/** ms from sending to paging of each. @throws for one that never paged */
async function pagesOf(engine: PagingEngine, sentAt: ReadonlyMap<string, number>): Promise<number[]> {
  const until = performance.now() + SETTLE_MS;
  const took: number[] = [];
  for (const [name, sent] of sentAt) {
    const find = () => [...engine.pagedAt].find(([title]) => title.includes(name))?.[1];
    let paged = find();
    for (; paged === undefined; paged = find()) {
      if (performance.now() > until) throw new Error(`"${name}" did not page`);
      await sleep(50);
    }
    took.push(paged - sent);
  }
  return took;
}

/** Until it uses no processor to speak of, for a second. */
async function quiet(engine: PagingEngine): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  for (let before = engine.cpuSeconds(); performance.now() < until; ) {
    await sleep(1000);
    const now = engine.cpuSeconds();
    if (now - before < 0.1) return;
    before = now;
  }
}
