// Everything CI runs: `npm test`. With arguments, only the tests they select: `npm test -- --project unit resolver`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './setup/build.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { root, say } from './setup/places.mjs';
import { runInForeground } from './setup/run.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureSystemPackages, forTheTests } from './setup/system-packages.mjs';

const selection = process.argv.slice(2);
const tally = { passed: 0, failed: 0, skipped: 0 };

async function main() {
  await ensureNodeModules();
  await ensureSystemPackages(forTheTests);
  const runtime = await ensureRuntime();

  if (selection.length === 0) {
    const code = await runInForeground(process.execPath, [join(root, 'scripts', 'check.mjs')], { cwd: root });
    if (code !== 0) tally.failed += 1;
  } else say('a selection of tests: `npm run check` is left out');

  await ensureBuilt();
  await runTests(runtime.binary);
}

/** @param {string} electron the binary the end-to-end tests drive */
async function runTests(electron) {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-test-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runInForeground(process.execPath, [vitest, 'run', ...reporters, ...selection], {
      cwd: root,
      env: { ...process.env, WATCHBILL_ELECTRON: electron },
    });
    count(report);
    // An error outside of any test (a file that does not load, an unhandled rejection) fails the run as well.
    if (code !== 0 && tally.failed === 0) tally.failed = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} report */
function count(report) {
  const results = JSON.parse(readFileSync(report, 'utf8'));
  tally.passed += results.numPassedTests;
  tally.failed += results.numFailedTests;
  tally.skipped += results.numPendingTests + results.numTodoTests;
  // A file that failed without a failed test did not load.
  tally.failed += results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  tally.failed += 1;
}
if (tally.passed + tally.failed === 0) console.error('no test ran');
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
