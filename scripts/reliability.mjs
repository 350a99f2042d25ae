// Writes docs/reliability.md: every fault of the plan, and the test that shows what the app does. `--check` only looks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printPage } from './reliability/print.mjs';
import { byRow, findProblems, readReasons, readSections } from './reliability/rows.mjs';
import { namedTests } from './reliability/titles.mjs';
import { root } from './setup/places.mjs';

const page = join(root, 'docs/reliability.md');
const sections = readSections();
const reasons = readReasons();
const named = namedTests();

const wanted = printPage(
  sections,
  byRow(named, ({ rows }) => rows),
  byRow(reasons, ({ row }) => [row]),
);
const problems = findProblems(sections, named, reasons);
if (process.argv.includes('--check')) {
  if (present() !== wanted) problems.push('docs/reliability.md is out of date: node scripts/reliability.mjs');
} else {
  writeFileSync(page, wanted);
}
for (const each of problems) console.log(each);
process.exitCode = problems.length === 0 ? 0 : 1;

function present() {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return '';
  }
}
