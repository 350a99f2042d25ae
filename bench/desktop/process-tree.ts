import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all its descendants use, from /proc. */
export type TreeUse = {
  readonly processes: number;
  /** Proportional set size: shared pages are counted once over all who share them. */
  readonly pssMb: number;
  /** User and system time since their start, s. */
  readonly cpuSeconds: number;
  /** Times a thread went to sleep and was woken. */
  readonly wakeUps: number;
};

/** Clock ticks a second: 100 on every Linux that Electron runs on. */
const TICKS = 100;

export function treeUse(root: number): TreeUse {
  const pids = treeOf(root);
  const sum = (of: (pid: number) => number) => pids.reduce((total, pid) => total + of(pid), 0);
  return {
    processes: pids.length,
    pssMb: sum((pid) => Number(/^Pss: +(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)) / 1024,
    cpuSeconds: sum(cpuSeconds),
    wakeUps: sum(wakeUps),
  };
}

function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statFields(Number(name));
    if (fields) parents.set(Number(name), Number(fields[1]));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

function cpuSeconds(pid: number): number {
  const fields = statFields(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS : 0;
}

function wakeUps(pid: number): number {
  let total = 0;
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`))
      total += Number(
        /^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(`/proc/${pid}/task/${thread}/status`))?.[1] ?? 0,
      );
  } catch {
    // It ended meanwhile.
  }
  return total;
}

/** Fields of /proc/pid/stat from the third on: the second is a name that may hold anything. */
function statFields(pid: number): string[] | null {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
