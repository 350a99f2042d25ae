import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from '../bench-options';
import { type Section, table } from '../report/report';
import { figure, median, percentile } from '../report/statistics';

/** One question, put again and again: what it was, how long each took (ms), and how many shifts came. */
export type Asked = { readonly what: string; readonly took: readonly number[]; readonly shifts: number };

/** The final rota: how long the one resolver takes. */
export async function benchRota(bench: Bench): Promise<Section> {
  const asked: Asked[] = [];
  for (const what of [
    'one schedule',
    'ten schedules',
    'a hundred schedules',
    'since 1990',
    'who is on call',
  ]) {
    bench.say(`rota: ${what}`);
    // A process each, so that each begins knowing nothing of any zone.
    asked.push(...(await heard(what, bench.quick ? 5 : 20)));
  }
  const rows = asked.map(({ what, took, shifts }) => [
    what,
    figure(took[0] as number),
    figure(median(took.slice(1))),
    figure(percentile(took.slice(1), 0.99)),
    figure(shifts),
  ]);
  return {
    id: 'rota',
    title: 'The final rota',
    body: `${bench.machine}

Every schedule has five layers (weekly; 12-hour shifts by day; nights; weekends; weekday lunches) and 200 overrides, in ten zones. First: in a process that has not yet met the zones, compiled nothing, and remembers nothing. Only changes of the zones' offsets are remembered from one to the next; no shift is. ms.

${table(['', 'first', 'p50', 'p99', 'shifts'], rows)}
`,
  };
}

function heard(what: string, times: number): Promise<Asked[]> {
  const child = fork(join(import.meta.dirname, 'rota-ask.js'), [what, String(times)]);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Asked[]));
    child.once('exit', (code) => reject(new Error(`rota-ask.js ended with ${code}`)));
  });
}
