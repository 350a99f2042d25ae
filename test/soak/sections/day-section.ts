import { resolve } from 'node:path';
import { type Section, table } from '../../../bench/report/report';
import { figure } from '../../../bench/report/statistics';
import { day, TOLERANCE } from '../day/day';
import type { Measure, Sample } from '../day/sample';
import type { Soak } from '../soak-part';

const MEASURES: ReadonlyArray<readonly [Measure, string]> = [
  ['heap', "heap after a collection, the deciding thread's, MB"],
  ['external', 'buffers, MB'],
  ['anonymous', 'memory of the whole process without mapped files, MB'],
  ['resident', 'resident, mapped files included, MB'],
  ['files', 'open files and sockets'],
  ['threads', 'threads'],
  ['timers', 'timers'],
  ['others', 'other things that keep it running'],
];

/** 200,000 alerts and 2,000 polls. @throws when something grows that should not */
export async function soakDay({ quick, machine, folder, say }: Soak): Promise<Section> {
  const report = await day({
    alerts: quick ? 24_000 : 200_000,
    polls: quick ? 200 : 2_000,
    seconds: quick ? 30 : 250,
    probe: resolve(import.meta.dirname, '../../test/soak/day/probe.mjs'),
    folder,
    say,
  });
  const number = (of: number) => of.toLocaleString('en-GB');
  const { samples } = report;
  const at = (share: number): Sample => samples[Math.floor((samples.length - 1) * share)] as Sample;
  const body = `${machine}

\`watchbill engine\` with what a busy day brings, in ${number(report.seconds)} s: ${number(report.alerts)} alerts posted in requests of 100 (80 that fire again, 10 that begin, 10 that end; ${number(report.incidents)} incidents of them), ${number(report.polls)} polls of 8 Alertmanagers whose lists of 40 turn over, ${number(report.acknowledged)} looks at the queue with an acknowledgement. Each figure at a share of the way; growth is the median slope between any two samples after the first third (Theil and Sen), for a whole day. The hours themselves cannot be compressed: what waits for a time of day is tested by clocks that are set (row B).

${table(
  ['', 'at 5 %', 'a third', 'two thirds', 'the end', 'growth a day', 'allowed'],
  MEASURES.map(([measure, title]) => [
    title,
    ...[0.05, 1 / 3, 2 / 3, 1].map((share) => figure(at(share)[measure])),
    `${report.growth[measure] > 0 ? '+' : ''}${report.growth[measure].toFixed(1)}`,
    measure in TOLERANCE ? String(TOLERANCE[measure]) : '–',
  ]),
)}`;
  if (report.wrong.length > 0) throw new Error(`${report.wrong.join('\n')}\n\n${body}`);
  return { id: 'soak', title: 'A day of alerts, compressed', body };
}
