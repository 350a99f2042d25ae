/** What stands above the tables. Plain words for whoever asks whether Watchbill can be trusted at night. */
const INTRODUCTION = `# What must hold when things go wrong

An alert that Watchbill accepted is never lost, the right person is paged within a blink, and where it cannot do that, it
says so loudly. This page says what that means, fault by fault, and which test shows it.

* **Accepted means on the disk.** A sender gets its 2xx when the alert is committed. What cannot be stored is answered 503, so
  that the sender tries again, and the window says so.
* **Rather twice than never.** After a crash whatever nobody has answered pages again.
* **No failure looks like quiet.** A source that cannot be read, a disk that is full, a schedule with a hole, a sleep of the
  machine: each is shown, and opens an incident or pages everyone where a person might be missed.
* **Damaged files are kept.** What cannot be read is put aside and said; the last good copy is used.
* **Text from outside is text.** Nothing that an alert contains can run, navigate, load or open anything.
* **Bounded.** A flood is summarised with its count, never dropped in silence.

The rows are a plan that was written before the code. A test belongs to a row when its title begins with the row's id
(\`A10: …\`) or ends with it (\`… (A10)\`). The tests run with the real parts: a real disk that fills up, a real \`kill -9\`, real
servers that misbehave, the real app on a real desktop. Where a row cannot be tested on our machines, it says why, and what was
done instead.

This file is written by \`node scripts/reliability.mjs\` out of \`test/faults/rows.json\`, \`test/faults/not-tested.json\` and the
titles of the tests. \`npm run check\` fails when it is out of date, and when a row has neither a test nor a reason.
`;

/**
 * The whole page.
 * @param {readonly import('./rows.mjs').Section[]} sections
 * @param {ReadonlyMap<string, readonly import('./titles.mjs').Named[]>} tests by row
 * @param {ReadonlyMap<string, readonly import('./rows.mjs').Reason[]>} reasons by row
 * @returns {string} Markdown
 */
export function printPage(sections, tests, reasons) {
  return [INTRODUCTION, ...sections.map((section) => printSection(section, tests, reasons))].join('\n');
}

function printSection({ id, title, rows }, tests, reasons) {
  const promisesOnly = rows.every(({ fault }) => fault === undefined);
  const columns = ['id', ...(promisesOnly ? [] : ['fault']), 'what the app promises', 'shown by'];
  const lines = rows.map((row) => [
    row.id,
    ...(promisesOnly ? [] : [cell(row.fault ?? '')]),
    cell(row.expected),
    printProof(tests.get(row.id) ?? [], reasons.get(row.id) ?? []),
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return `## ${/^[A-F]$/.test(id) || /\d/.test(id) ? `${id} ` : ''}${title}\n\n${[
    line(columns),
    line(columns.map(() => '---')),
    ...lines.map(line),
  ].join('\n')}\n`;
}

/** The tests of a row, file by file, and what is not tested of it. */
function printProof(tests, reasons) {
  const files = groupByFile(tests);
  const shown = [...files].map(([file, all]) => {
    const name = file.replace(/^test\//, '').replace(/\.test\.tsx?$/, '');
    return `[${name}](../${file}) › ${all.map(({ title }) => plain(title)).join(' · ')}`;
  });
  const missing = reasons.map(
    ({ part, why, instead }) =>
      `**not tested${part ? `: ${cell(part)}` : ''}**: ${cell(why)}${instead ? `; instead: ${cell(instead)}` : ''}`,
  );
  return [...shown, ...missing].join('<br>') || '**nothing yet**';
}

function groupByFile(tests) {
  const files = new Map();
  for (const test of tests) files.set(test.file, [...(files.get(test.file) ?? []), test]);
  return files;
}

/** Markdown that may stand in a cell of a table. */
const cell = (text) => text.replaceAll(/\r?\n/g, ' ').replaceAll('|', '\\|');

/** Where a title of many cases has the case. */
const PLACEHOLDER = /%(?:\.\d+)?[sdifjop](?!\w)/g;

/** Text that is shown as it is, in a cell of a table. */
const plain = (text) => cell(text.replaceAll(PLACEHOLDER, '…').replaceAll(/[\\`*_[\]<]/g, '\\$&'));
