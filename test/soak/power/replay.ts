import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '../kills/chance';
import { type Act, after, isSame, type KeyState, NOTHING, printState, stateOfKeys } from '../kills/ledger';
import { checkStored } from '../kills/stored-check';
import { CUTS, type Cut, filesAfter } from './after-the-cut';
import { DiskModel } from './disk-model';
import { countCuts, cutsAt, type Moment, momentsOf } from './moments';
import { type Opened, openAfterTheCut } from './opened';
import { answeredBy, type Recording } from './record';

/** What a replay came to. Anything that was wrong is thrown instead. */
export type PowerReport = {
  /** Folders that there were to open: a moment of the trace, and what the cut made of what was unsynced. */
  readonly cuts: number;
  readonly opened: number;
  readonly answered: number;
  readonly syncs: number;
};

/**
 * Reliability row A7: cuts the power at the moments of a recording, and starts an engine on what is left.
 * @param most so many folders are opened, half of them right after a reply, spread evenly; Infinity for each
 * @throws Error with the moment, the cut and all that is wrong
 */
export async function replay(
  recording: Recording,
  wishes: {
    readonly most: number;
    readonly seed: number;
    readonly opened?: (count: number, of: number) => void;
  },
): Promise<PowerReport> {
  const { team, calls, sent } = recording;
  const count = countCuts(recording);
  const afterReply = stride(count.replies, wishes.most / 2);
  const other = stride(count.others, wishes.most / 2);
  const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'watchbill-power-'));
  const chance = chanceOf(wishes.seed);
  const disk = new DiskModel(team.data);
  const answered = new Map<string, number>();
  let opened = 0;
  let syncs = 0;
  try {
    for (const moment of momentsOf(calls)) {
      const key = moment.ends ? null : answeredBy(moment.call);
      if (key !== null) answered.set(key, (answered.get(key) ?? 0) + 1);
      const cuts = cutsAt(moment, disk);
      if (moment.ends && cuts.includes('nothing')) syncs += 1;
      for (const cut of cuts) {
        if (!(key === null ? other() : afterReply())) continue;
        const files = filesAfter(disk, cut, chance);
        const left = await openAfterTheCut(files, join(scratch, 'data'), team.folder);
        const wrong = [
          ...wrongIn(left, promised(sent, answered)),
          ...checkStored(join(scratch, 'data'), join(scratch, 'copy')),
        ];
        if (answered.size > 0 && left.token !== recording.token)
          wrong.push('its senders would not be known any more');
        opened += 1;
        wishes.opened?.(opened, Math.min(wishes.most, count.replies + count.others));
        if (wrong.length > 0) throw new Error(told(moment, cut, files, [`seed ${wishes.seed}`, ...wrong]));
      }
    }
    const total = [...answered.values()].reduce((sum, of) => sum + of, 0);
    return { cuts: count.replies + count.others, opened, answered: total, syncs };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Says yes `most` times of `all`, evenly. */
function stride(all: number, most: number): () => boolean {
  const every = Math.max(1, all / most);
  let due = every;
  return () => {
    due += 1;
    if (due < every) return false;
    due -= every;
    return true;
  };
}

/** What may be there of each key: after what was answered, and after what was sent beyond that. */
function promised(
  sent: ReadonlyMap<string, readonly Act[]>,
  answered: ReadonlyMap<string, number>,
): Map<string, readonly KeyState[]> {
  const states = new Map<string, readonly KeyState[]>();
  for (const [key, acts] of sent) {
    const sure = acts.slice(0, answered.get(key) ?? 0);
    const state = sure.reduce(after, NOTHING);
    const next = acts[sure.length];
    states.set(key, next === undefined ? [state] : [state, after(state, next)]);
  }
  return states;
}

function wrongIn(
  { incidents, rang, aside, errors }: Opened,
  states: ReadonlyMap<string, readonly KeyState[]>,
): string[] {
  const found = stateOfKeys(incidents);
  const wrong = [...aside.map((name) => `put aside: ${name}`), ...errors];
  for (const [key, allowed] of states) {
    const is = found.get(key) ?? NOTHING;
    if (!allowed.some((state) => isSame(state, is)))
      wrong.push(`${key}: ${printState(is)}; promised: ${allowed.map(printState).join(', or ')}`);
  }
  for (const { id, status, dedupKey } of incidents)
    if (status === 'open' && !rang.has(id)) wrong.push(`${id} (${dedupKey}) is open and did not ring`);
  return wrong;
}

function told(
  { call, line }: Moment,
  cut: Cut,
  files: ReadonlyMap<string, Buffer | null>,
  wrong: readonly string[],
): string {
  return [
    `the power cut after line ${line} of the trace (${call.name}), ${CUTS[cut]}:`,
    ...[...files].map(
      ([name, bytes]) => `  ${name}: ${bytes === null ? 'a folder' : `${bytes.length} bytes`}`,
    ),
    ...wrong,
  ].join('\n');
}
