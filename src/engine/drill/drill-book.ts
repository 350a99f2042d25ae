import { join } from 'node:path';
import { z } from 'zod';
import type { Drill } from '../../core/drill/drill';
import type { Instant } from '../../core/time/instant';
import { readRegular } from '../keep/read-regular';
import type { Log } from '../ports';
import { appendDurably } from '../store/team-log-append';

/**
 * Drills are kept in a file of their own, `drills.jsonl` of the data folder, one line an event: they outlive the
 * incidents that they were (old ones are deleted), are few, are read whole at the start, and need no queries.
 */
const NAME = 'drills.jsonl';
/** So many are kept in memory and shown. */
const SHOWN = 200;

const drill = z.object({
  id: z.string().max(100),
  kind: z.enum(['asked', 'monthly']),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  incident: z.string().nullable(),
  outcome: z.enum(['running', 'answered', 'late', 'missed', 'interrupted']),
  answeredAfter: z.number().nullable(),
  target: z.number(),
  channels: z.array(
    z.object({
      channel: z.string(),
      title: z.string(),
      state: z.enum(['delivered', 'refused', 'failed', 'pending', 'not-needed']),
      after: z.number().nullable(),
      detail: z.string(),
    }),
  ),
});

const line = z.discriminatedUnion('kind', [
  /** `key`: dedup key of its practice page. */
  z.object({ version: z.literal(1), kind: z.literal('began'), drill, key: z.string() }),
  z.object({ version: z.literal(1), kind: z.literal('ended'), drill }),
  z.object({ version: z.literal(1), kind: z.literal('monthly'), on: z.boolean(), at: z.number() }),
]);
type Line = z.infer<typeof line>;

export type DrillBook = {
  /** Newest first. */
  all(): readonly Drill[];
  /** One that began and was not ended when this engine started, with the key of its page. */
  unfinished(): { readonly drill: Drill; readonly key: string } | null;
  monthly(): { readonly on: boolean; readonly since: Instant | null };
  /** Kept in memory at once. @returns when it is on the disk. @throws the system's error */
  began(drill: Drill, key: string): Promise<void>;
  ended(drill: Drill): Promise<void>;
  setMonthly(on: boolean, at: Instant): Promise<void>;
};

/** Reads the book; lines that cannot be read are passed over and counted. */
export function openDrillBook(dataFolder: string, log: Log): DrillBook {
  const path = join(dataFolder, NAME);
  let drills: Drill[] = [];
  let monthly: { on: boolean; since: Instant | null } = { on: false, since: null };
  let left: { drill: Drill; key: string } | null = null;
  let unreadable = 0;
  for (const text of (readRegular(path) ?? '').split('\n')) {
    if (text.trim() === '') continue;
    const read = parsed(text);
    if (!read) unreadable++;
    else take(read);
  }
  if (unreadable > 0)
    log.warn('lines of drills.jsonl cannot be read and are passed over', { lines: unreadable });
  const unfinished = left as { drill: Drill; key: string } | null;

  function take(event: Line): void {
    if (event.kind === 'monthly') {
      monthly = { on: event.on, since: event.on ? event.at : null };
      return;
    }
    const now = event.drill as Drill;
    drills = [now, ...drills.filter(({ id }) => id !== now.id)].slice(0, SHOWN);
    if (event.kind === 'began') left = { drill: now, key: event.key };
    else if (left?.drill.id === now.id) left = null;
  }

  function write(event: Line): Promise<void> {
    take(event);
    return appendDurably(path, `${JSON.stringify(event)}\n`);
  }

  return {
    all: () => drills,
    unfinished: () => unfinished,
    monthly: () => monthly,
    began: (began, key) => write({ version: 1, kind: 'began', drill: writable(began), key }),
    ended: (ended) => write({ version: 1, kind: 'ended', drill: writable(ended) }),
    setMonthly: (on, at) => write({ version: 1, kind: 'monthly', on, at }),
  };
}

function writable(one: Drill): z.infer<typeof drill> {
  return { ...one, channels: one.channels.map((channel) => ({ ...channel })) };
}

function parsed(text: string): Line | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
