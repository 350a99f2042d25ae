import type { Cut } from './after-the-cut';
import { DiskModel } from './disk-model';
import { answeredBy, type Recording } from './record';
import type { Call } from './strace-calls';

/** A call begins or comes back. */
export type Moment = { readonly call: Call; readonly line: number; readonly ends: boolean };

/** All of them in the order of the trace. */
export function momentsOf(calls: readonly Call[]): Moment[] {
  const moments: Moment[] = [];
  for (const call of calls) {
    moments.push({ call, line: call.from, ends: false });
    if (Number.isFinite(call.to)) moments.push({ call, line: call.to, ends: true });
  }
  return moments.sort((a, b) => a.line - b.line || Number(a.ends) - Number(b.ends));
}

/** Cuts that leave something else after this moment than before it, or of which something else is promised. */
export function cutsAt(moment: Moment, disk: DiskModel): readonly Cut[] {
  const { call, ends } = moment;
  const changed = ends ? disk.end(call) : disk.begin(call);
  if (!ends && answeredBy(call) !== null) return ['nothing', 'some'];
  if (!changed) return [];
  // A sync came back, or a write of a file whose every write is one.
  if (ends && !/^(openat|open|creat)$/.test(call.name)) return ['nothing', 'names', 'some'];
  return /^(p?writev?|pwrite64|pwritev2|ftruncate|fallocate)$/.test(call.name)
    ? ['all', 'torn', 'some']
    : ['all', 'names', 'some'];
}

/** How many folders there are to open, of those right after a reply and of all others. */
export function countCuts({ team, calls }: Recording): { replies: number; others: number } {
  const disk = new DiskModel(team.data);
  const count = { replies: 0, others: 0 };
  for (const moment of momentsOf(calls)) {
    const cuts = cutsAt(moment, disk).length;
    if (answeredBy(moment.call) === null) count.others += cuts;
    else count.replies += cuts;
  }
  return count;
}
