import { existsSync, lstatSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { PagingRule } from '../../core/page/paging-rule';
import { ID } from '../../core/team/read-id';
import type { Instant } from '../../core/time/instant';
import { readRegular } from '../keep/read-regular';
import { writeWhole } from '../store/write-whole';
import type { OwnChannel } from './own-channel';

export const CHANNELS_FILE = 'channels.json';
const VERSION = 1;
/** A page may wait a day for its turn at the most. */
export const LONGEST_WAIT = 24 * 3_600_000;
export const MOST_CHANNELS = 40;
export const MOST_RULES = 200;

const id = z.string().regex(ID);
const channel = z.object({
  id,
  type: z.string().min(1).max(60),
  title: z.string().min(1).max(100),
  values: z.record(z.string().max(60), z.string().max(10_000)),
  secrets: z.array(z.string().max(60)),
  test: z
    .object({
      at: z.number(),
      took: z.number().min(0),
      state: z.enum(['delivered', 'refused', 'failed']),
      detail: z.string(),
      outdated: z.boolean(),
    })
    .nullable(),
});
const rule = z.object({
  channel: id,
  after: z.number().int().min(0).max(LONGEST_WAIT),
  urgency: z.enum(['high', 'low', 'any']),
});

/** What somebody set up on this desktop. `rules` null: nobody chose any, the usual ones hold. */
export type StoredChannels = {
  readonly channels: readonly OwnChannel[];
  readonly rules: readonly PagingRule[] | null;
};

export type ReadChannels = StoredChannels & {
  /** What is wrong with the file, whole sentences for a person; '' when nothing is. */
  readonly problem: string;
  /** A newer Watchbill wrote it, or it cannot be read now: it is let be, and nothing can be changed. */
  readonly letBe: boolean;
};

const NOTHING: StoredChannels = { channels: [], rules: null };

/**
 * Reads `channels.json` of a data folder. A damaged one is kept aside (promise P9), and what can be made out of it is
 * used and written anew; one that a newer Watchbill wrote, or that cannot be read now, is let be, and nothing of it is
 * used. Never throws.
 */
export function readChannels(dataFolder: string, now: Instant): ReadChannels {
  const path = join(dataFolder, CHANNELS_FILE);
  const there = look(path);
  if (there === 'missing') return { ...NOTHING, problem: '', letBe: false };
  const text = there === 'file' ? readRegular(path) : null;
  if (there === 'unreadable' || (there === 'file' && text === null))
    return {
      ...NOTHING,
      letBe: true,
      problem: `${path} cannot be read. Your own channels do not page until it can and Watchbill is started again; this desktop does.`,
    };
  const raw = parsed(text);
  if (raw && typeof raw['version'] === 'number' && raw['version'] > VERSION)
    return {
      ...NOTHING,
      letBe: true,
      problem: `${CHANNELS_FILE} was written by a newer Watchbill. It is let be: your own channels do not page until that one runs again, this desktop does.`,
    };
  const { found, whole } = madeOut(raw);
  if (whole) return { ...found, problem: '', letBe: false };
  const aside = setAside(path, now);
  if (aside !== '') tryTo(() => writeChannels(dataFolder, found));
  const rest =
    found.channels.length > 0
      ? `Of your channels ${found.channels.map(({ title }) => `“${title}”`).join(', ')} could be read and are used.`
      : 'Your own channels are not known any more: set them up again. This desktop pages you.';
  const kept = aside === '' ? 'It could not be moved aside.' : `It is kept as ${aside}.`;
  return {
    ...found,
    letBe: false,
    problem: `${CHANNELS_FILE}, with the channels you are reached by, was damaged. ${kept} ${rest}`,
  };
}

/** Replaces the file as a whole. @throws the system's error; then the old one stands as it was */
export function writeChannels(dataFolder: string, { channels, rules }: StoredChannels): void {
  const body = JSON.stringify({ version: VERSION, channels, rules }, null, 2);
  writeWhole(join(dataFolder, CHANNELS_FILE), `${body}\n`);
}

/** Everything of it that fits, and whether that is all of it. */
function madeOut(raw: Readonly<Record<string, unknown>> | null): { found: StoredChannels; whole: boolean } {
  if (!raw) return { found: NOTHING, whole: false };
  const listed = Array.isArray(raw['channels']) ? (raw['channels'] as unknown[]) : [];
  const channels: OwnChannel[] = [];
  for (const each of listed.slice(0, MOST_CHANNELS)) {
    const read = channel.safeParse(each);
    if (read.success && !channels.some(({ id: taken }) => taken === read.data.id)) channels.push(read.data);
  }
  const rules = z.array(rule).max(MOST_RULES).nullable().safeParse(raw['rules']);
  return {
    found: { channels, rules: rules.success ? rules.data : null },
    whole:
      raw['version'] === VERSION &&
      Array.isArray(raw['channels']) &&
      channels.length === listed.length &&
      rules.success,
  };
}

function look(path: string): 'missing' | 'file' | 'odd' | 'unreadable' {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return !stat ? 'missing' : stat.isFile() ? 'file' : 'odd';
  } catch (error) {
    // A file where the folder should be: there is no such file in it either.
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
}

function parsed(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** @returns its new name, '' where it could not be moved */
function setAside(path: string, now: Instant): string {
  const stamp = `${path}.corrupt-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (let n = 0; n < 100; n++) {
    const aside = n === 0 ? stamp : `${stamp}-${n}`;
    if (existsSync(aside)) continue;
    try {
      renameSync(path, aside);
      return basename(aside);
    } catch {
      return '';
    }
  }
  return '';
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // A full or read-only disk: it holds for this run, and what is saved next says so.
  }
}
