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
time('all of one service, 100 rows in the middle', 50, () =>
  reader.queue({ ...everything, services: ['ledger'] }, Math.floor(count / 14), ROWS),
);
time('full-text search, all, first 100 rows', 300, (turn) =>
  reader.queue({ ...everything, text: `${WORDS[turn % WORDS.length]}` }, 0, ROWS),
);
time('search as it is typed: one to eight letters', 160, (turn) =>
  reader.queue({ ...everything, text: 'checkout'.slice(0, 1 + (turn % 8)) }, 0, ROWS),
);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
time('search by each letter and digit', 108, (turn) =>
  reader.queue({ ...everything, text: LETTERS[turn % LETTERS.length] as string }, 0, ROWS),
);
time('search by words that all of them have', 60, (turn) =>
  reader.queue(
    { ...everything, text: ['9100', 'api 9100', 'alertname instance pod api 9100'][turn % 3] as string },
    0,
    ROWS,
  ),
);
time('search for one pod among all', 100, (turn) => {
  const number = 1 + ((turn * 7919) % count);
  return reader.queue({ ...everything, text: (number * 2654435761).toString(36).slice(-6) }, 0, ROWS);
});
time('counts', 50, () => reader.counts());
time('the newest 100 for the API, by each status', 80, (turn) =>
  reader.newest({
    status: (['open', 'acknowledged', 'resolved', 'all'] as const)[turn % 4] as 'open',
    limit: ROWS,
    before: null,
  }),
);
time('a week of the calendar', 50, (turn) => {
  const at = Date.now() - (turn + 1) * 7 * 86_400_000;
  return reader.between(at, at + 7 * 86_400_000, 2001);
});
time('who was interrupted in a week', 50, (turn) => {
  const at = Date.now() - (turn + 1) * 7 * 86_400_000;
  return reader.reached(at, at + 7 * 86_400_000);
});
time('one incident with its story', 200, (turn) =>
  reader.incident(`bench-${1 + ((turn * 7919) % count)}` as never),
);
reader.close();
process.send?.(found, () => process.exit(0));
