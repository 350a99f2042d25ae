import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from '../bench-options';
import { type LoadResult, startLoad } from '../http/load-order';
import { type Section, table } from '../report/report';
import { figure, median, percentile, ratio, spread } from '../report/statistics';
import { type Server, startAlertmanager, startBare, startOurs } from './servers';

type Cell = { readonly connections: number; readonly batch: number; readonly alerts: 'unique' | 'repeated' };
type Run = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Alerts a second that were not only taken but in the lists when the load ended; 0 where nobody asked. */
  readonly shown: number;
};

const CELLS: readonly Cell[] = [1, 32].flatMap((connections) =>
  [1, 100].flatMap((batch) =>
    (['unique', 'repeated'] as const).map((alerts) => ({ connections, batch, alerts })),
  ),
);
/** Different alerts among the repeated ones. */
const DISTINCT = 200;

/** Durable ingest beside Alertmanager's own, cell by cell, one after the other, each time on a fresh server. */
export async function benchIngest(bench: Bench): Promise<Section> {
  const rounds = bench.quick ? 1 : 3;
  const [warmMs, runMs] = bench.quick ? [200, 600] : [500, 1500];
  const ours = CELLS.map((): Run[] => []);
  const theirs = CELLS.map((): Run[] => []);
  /** Node's HTTP server and nothing behind it; alerts that repeat are the same to it. */
  const answers = CELLS.map((): Run[] => []);
  const syncs = CELLS.map((): Run[] => []);
  const line: Run[] = [];
  const row: Run[] = [];
  let bytes = 0;

  for (let round = 0; round < rounds; round++) {
    const bare = await bareDisk(bench.folder, bench.quick ? 500 : 1000);
    line.push(runOf(bare.line, bare.line.length, sum(bare.line)));
    row.push(runOf(bare.row, bare.row.length, sum(bare.row)));
    for (const [index, cell] of CELLS.entries()) {
      bench.say(`ingest ${round + 1}/${rounds}: ${nameOf(cell)}`);
      const measure = async (start: () => Promise<Server>) => {
        const { result, waiting } = await once(await start(), cell, warmMs, runMs);
        bytes = result.bytesPerAlert;
        const shown = ((result.sent - waiting) / (warmMs + runMs)) * 1000;
        return { ...runOf(result.latencies, result.alerts, result.seconds * 1000), shown };
      };
      const us = async () => ours[index]?.push(await measure(() => startOurs(bench.app, bench.folder)));
      const them = async () => theirs[index]?.push(await measure(() => startAlertmanager(bench.folder)));
      const bare = async () => {
        if (cell.alerts !== 'unique') return;
        answers[index]?.push(await measure(() => startBare('answers', bench.folder)));
        syncs[index]?.push(await measure(() => startBare('syncs', bench.folder)));
      };
      // In turns who comes first.
      for (const next of round % 2 === 0 ? [us, bare, them] : [them, bare, us]) await next();
    }
  }

  const rows = CELLS.map((cell, index) => {
    const us = ours[index] as Run[];
    const them = theirs[index] as Run[];
    return [
      nameOf(cell),
      rate(us),
      rate(them),
      ratio(middle(us, 'perSecond'), middle(them, 'perSecond')),
      cell.connections === 1 ? ratio(middle(us, 'p50'), middle(line, 'p50')) : '–',
      ratio(middle(us, 'p50'), middle(syncs[uniqueOf(cell)] as Run[], 'p50')),
      figure(middle(us, 'shown')),
      took(us),
      took(them),
    ];
  });
  const bareRows = CELLS.flatMap((cell, index) => {
    if (cell.alerts !== 'unique') return [];
    const both = [answers[index] as Run[], syncs[index] as Run[]];
    return [[`${cell.connections} · ${cell.batch}`, ...both.flatMap((runs) => [rate(runs), took(runs)])]];
  });
  return {
    id: 'ingest',
    title: 'Durable ingest, beside Alertmanager',
    body: `${bench.machine}

\`POST /api/v2/alerts\`, the same bytes to both, about ${bytes} B an alert, severity warning. Watchbill answers when the alerts are durable (decisions/0006); every unique one opens an incident and pages. It decides them behind the answer: what of them was in the lists when the load ended has its own column. Alertmanager keeps nothing on disk before it answers. Repeated: ${DISTINCT} different alerts, again and again. Each cell on a fresh, empty server; sender and server share the machine; median of ${rounds} ${rounds === 1 ? 'run' : 'runs'} of ${runMs} ms (lowest–highest).

${table(['connections, alerts a request', 'Watchbill, alerts/s', 'Alertmanager, alerts/s', 'ratio', 'p50 to the bare fdatasync', 'p50 to bare node:http that syncs', 'in the lists meanwhile, alerts/s', 'Watchbill p50 · p99, ms', 'Alertmanager p50 · p99, ms'], rows)}

What Node costs without us, in the same run, sent the same bytes: its HTTP server with nothing behind it (bench/ingest/bare-server.ts), and the same that first makes the body durable in a file prepared for it, all that came meanwhile in one write. Neither reads what it is sent, checks a token, or could find it again.

${table(['connections, alerts a request', 'answers only, alerts/s', 'p50 · p99, ms', 'syncs, then answers, alerts/s', 'p50 · p99, ms'], bareRows)}

The bare disk in the same run, one writer in a tight loop:

${table(
  ['', 'a second', 'p50, ms', 'p99, ms'],
  [
    ['fdatasync of an appended line', line],
    ['SQLite, WAL, synchronous=FULL, one row', row],
  ].map(([name, runs]) => [
    name as string,
    rate(runs as Run[]),
    figure(middle(runs as Run[], 'p50')),
    figure(middle(runs as Run[], 'p99')),
  ]),
)}
`,
  };
}

async function once(
  server: Server,
  cell: Cell,
  warmMs: number,
  runMs: number,
): Promise<{ result: LoadResult; waiting: number }> {
  try {
    const load = startLoad({
      ...cell,
      port: server.port,
      token: server.token,
      path: '/api/v2/alerts',
      distinct: DISTINCT,
      firstKey: 0,
      requestsPerSecond: null,
      warmMs,
      runMs,
    });
    const result = await load.result;
    const waiting = await server.waiting();
    if (result.failed > 0) throw new Error(`${nameOf(cell)}: ${result.failed} requests were refused`);
    const taken = await server.taken();
    if (taken < result.sent)
      throw new Error(`${nameOf(cell)}: ${result.sent} alerts were answered 2xx, but only ${taken} taken`);
    return { result, waiting };
  } finally {
    await server.stop();
  }
}

function bareDisk(folder: string, ms: number): Promise<{ line: number[]; row: number[] }> {
  const child = fork(join(import.meta.dirname, 'bare-disk.js'), [folder, String(ms)]);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as { line: number[]; row: number[] }));
    child.once('exit', (code) => reject(new Error(`bare-disk ended with ${code}`)));
  });
}

function runOf(latencies: readonly number[], done: number, ms: number): Run {
  return {
    perSecond: (done / ms) * 1000,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    shown: 0,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const middle = (runs: readonly Run[], of: keyof Run) => median(runs.map((run) => run[of]));
const rate = (runs: readonly Run[]) => spread(runs.map(({ perSecond }) => perSecond));
const took = (runs: readonly Run[]) => `${figure(middle(runs, 'p50'))} · ${figure(middle(runs, 'p99'))}`;
const uniqueOf = (cell: Cell) =>
  CELLS.findIndex(
    ({ connections, batch, alerts }) =>
      connections === cell.connections && batch === cell.batch && alerts === 'unique',
  );
const nameOf = ({ connections, batch, alerts }: Cell) => `${connections} · ${batch} · ${alerts}`;
