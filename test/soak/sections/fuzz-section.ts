import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Section } from '../../../bench/report/report';
import type { Soak } from '../soak-part';

type Results = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: ReadonlyArray<{
    readonly assertionResults: ReadonlyArray<{
      readonly status: string;
      readonly failureMessages: readonly string[];
    }>;
  }>;
};

/** Every parser that reads the outside, with many more inputs than in `npm test`. @throws with what was found */
export async function soakFuzz({ quick, machine, folder, say }: Soak): Promise<Section> {
  const times = quick ? 3 : 30;
  const report = join(folder, 'fuzz.json');
  const from = Date.now();
  say(`${times} times the inputs of npm test`);
  await run(times, report);
  const seconds = Math.round((Date.now() - from) / 1000).toLocaleString('en-GB');
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Results;
  const found = testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap((one) => one.failureMessages),
  );
  if (numFailedTests > 0 || numPassedTests === 0)
    throw new Error(found.map((text) => text.slice(0, 4_000)).join('\n\n') || 'no property was tried');
  const body = `${machine}

\`test/fuzz\`, ${numPassedTests} properties over every parser that reads the outside (bodies of senders, answers of an Alertmanager, the team file and its log, calendars, exports, settings, calls of screens, command lines), each with ${times} times the inputs of \`npm test\`, half of them new, in ${seconds} s: nothing was found.`;
  return { id: 'soak-fuzz', title: 'Inputs nobody would write', body };
}

function run(times: number, report: string): Promise<void> {
  const root = resolve(import.meta.dirname, '../..');
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      'fuzz',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, WATCHBILL_FUZZ_RUNS: String(times) },
    },
  );
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', () => done());
    process.once('exit', () => child.kill());
  });
}
