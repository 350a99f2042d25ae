import { type Section, table } from '../../../bench/report/report';
import { type KillReport, killAgainAndAgain } from '../kills/kill-rounds';
import type { Soak } from '../soak-part';

const KILLS_A_FOLDER = 50;
/** Folders at a time: a start is mostly computing. */
const AT_A_TIME = 3;

/** Reliability row A6: 1,000 kills. @throws when anything that was promised did not hold */
export async function soakKills({ quick, machine, say }: Soak): Promise<Section> {
  const folders = quick ? 3 : 20;
  const seed = Date.now() % 1_000_000;
  const reports: KillReport[] = [];
  let next = 0;
  const from = Date.now();
  const worker = async (): Promise<void> => {
    while (next < folders) {
      next += 1;
      reports.push(
        await killAgainAndAgain({
          kills: KILLS_A_FOLDER,
          seed: seed + next * 1_000,
          perSecond: 50,
          longestLife: 400,
        }),
      );
      say(`${reports.length * KILLS_A_FOLDER} kills of ${folders * KILLS_A_FOLDER}`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const sum = (of: (report: KillReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0).toLocaleString('en-GB');
  const minutes = ((Date.now() - from) / 60_000).toFixed(1);
  return {
    id: 'soak-kills',
    title: `${sum(({ kills }) => kills)} kills at random moments`,
    body: `${machine}

Row A6 of [reliability](reliability.md). \`watchbill engine\` under 50 events a second (new alerts, repeats, acknowledgements, ends), killed with SIGKILL at a random moment, also while it starts; then the next one on the same folder, ${KILLS_A_FOLDER} times a folder, ${AT_A_TIME} folders at a time, ${minutes} minutes. After each kill: SQLite's own check of what is left, and each incident against its log entries. After each start: every key against what was answered (how many incidents, status, count), a page for everything open, none for what was acknowledged. Any deviation fails the run.

${table(
  ['', ''],
  [
    ['kills', sum(({ kills }) => kills)],
    ['of them while it started', sum(({ whileStarting }) => whileStarting)],
    ['events answered 2xx', sum(({ answered }) => answered)],
    ['events without an answer', sum(({ unanswered }) => unanswered)],
    ['incidents', sum(({ incidents }) => incidents)],
    ['answered events lost, or counted twice', '0'],
    ['open incidents that did not ring again', '0'],
    [
      'slowest start until all that was open had rung, ms (5,000 is promised)',
      Math.max(...reports.map(({ slowestPage }) => slowestPage)).toLocaleString('en-GB'),
    ],
  ],
)}`,
  };
}
