import type { BackupKind } from '../../contract/keep/keep-views';
import { HOUR } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';

/** What the name of a backup says; nothing else about it is kept, so nothing can get lost or contradict it. */
export type BackupName = {
  readonly at: Instant;
  readonly kind: BackupKind;
  /** Version of the stored form (`PRAGMA user_version`). */
  readonly schema: number;
  readonly incidents: number;
};

/** So many of each kind are kept, the newest. */
export const KEPT: Readonly<Record<BackupKind, number>> = { daily: 7, asked: 5, before: 3 };

const FORM =
  /^watchbill-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(daily|asked|before)-v(\d{1,6})-(\d{1,12})\.db\.gz$/;

/** `watchbill-2026-11-23T02-00-00-000Z-daily-v1-4711.db.gz`: fit for every file system, in order when sorted. */
export function printBackupName({ at, kind, schema, incidents }: BackupName): string {
  const stamp = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  return `watchbill-${stamp}-${kind}-v${schema}-${incidents}.db.gz`;
}

/** @returns null for every name that is none of ours; so a path, a link's target or a drive can never come out of it */
export function readBackupName(name: string): BackupName | null {
  const found = FORM.exec(name);
  if (!found) return null;
  const [, day, hour, minute, second, millisecond, kind, schema, incidents] = found as unknown as string[];
  const at = Date.parse(`${day}T${hour}:${minute}:${second}.${millisecond}Z`);
  if (!Number.isFinite(at)) return null;
  return { at, kind: kind as BackupKind, schema: Number(schema), incidents: Number(incidents) };
}

/**
 * Which backups are one too many: of each kind the newest `KEPT` stay. Those from a time that has not come yet (the
 * clock was ahead) are counted by themselves, so that they push out none that was made since.
 * @returns names to delete
 */
export function oneTooMany(names: readonly string[], now: Instant): string[] {
  const groups = new Map<string, Array<{ name: string; at: Instant }>>();
  for (const name of names) {
    const read = readBackupName(name);
    if (!read) continue;
    const group = `${read.kind} ${read.at > now + HOUR}`;
    groups.set(group, [...(groups.get(group) ?? []), { name, at: read.at }]);
  }
  return [...groups].flatMap(([group, found]) =>
    found
      .toSorted((a, b) => b.at - a.at)
      .slice(KEPT[group.split(' ')[0] as BackupKind])
      .map(({ name }) => name),
  );
}
