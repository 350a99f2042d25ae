import type { QueueFilter } from '../../src/contract/views/queue';
import { Reader } from '../../src/engine/store/reader';

/* Asks a full store as the screens do, in a process of its own. Argument: folder. Tells its parent the ms of each. */

const [folder = '', many = '0'] = process.argv.slice(2);
const count = Number(many);
const ROWS = 100;

const everything: QueueFilter = { status: 'all', severities: [], services: [], sources: [], text: '' };
const unresolved: QueueFilter = { ...everything, status: 'unresolved' };
const WORDS = [
  'checkout',
  'payments latency',
  'postgres lag ledger',
  'certificate gateway',
  'crashloop search',
  'eu-west-1 warehouse',
  'queue backlog',
  'filling up identity',
  'runbook',
  'k',
];

const found: Record<string, number[]> = {};
function time(name: string, times: number, ask: (turn: number) => unknown): void {
  const took: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    const from = performance.now();
    ask(turn);
    took.push(performance.now() - from);
  }
  found[name] = took;
}

let opened: Reader | undefined;
time('open the store, first rows of the queue', 1, () => {
  opened = Reader.open(folder);
  return opened.queue(unresolved, 0, ROWS);
});
const reader = opened as Reader;
time('the queue as it opens: unresolved, first 100 rows', 200, () => reader.queue(unresolved, 0, ROWS));
for (const offset of [0, count / 2, count - ROWS])
  time(`all, 100 rows at ${offset.toLocaleString('en-GB')}`, 50, () =>
    reader.queue(everything, offset, ROWS),
  );
time('full-text search, all, first 100 rows', 300, (turn) =>
  reader.queue({ ...everything, text: `${WORDS[turn % WORDS.length]}` }, 0, ROWS),
);
time('search as it is typed: one to eight letters', 160, (turn) =>
  reader.queue({ ...everything, text: 'checkout'.slice(0, 1 + (turn % 8)) }, 0, ROWS),
);
time('search for one pod among all', 100, (turn) => {
  const number = 1 + ((turn * 7919) % count);
  return reader.queue({ ...everything, text: (number * 2654435761).toString(36).slice(-6) }, 0, ROWS);
});
time('counts', 50, () => reader.counts());
time('one incident with its story', 200, (turn) =>
  reader.incident(`bench-${1 + ((turn * 7919) % count)}` as never),
);
reader.close();
process.send?.(found, () => process.exit(0));
