import { z } from 'zod';

/** `daily` by itself, `asked` by a person, `before` something that replaces data: a restore, another form of it. */
export const backupKind = z.enum(['daily', 'asked', 'before']);

export const backupView = z.object({
  /** File name in the folder of backups; also its id. */
  name: z.string(),
  at: z.number(),
  kind: backupKind,
  bytes: z.number(),
  incidents: z.number(),
  /** False for one that a newer Watchbill made. */
  usable: z.boolean(),
});

/** What goes on with the stored data: backups, what is deleted when, and an export under way. */
export const keepView = z.object({
  /** Newest first. */
  backups: z.array(backupView),
  folder: z.string(),
  bytes: z.number(),
  /** Of the database. */
  stored: z.object({ bytes: z.number(), incidents: z.number(), oldestAt: z.number().nullable() }),
  /** What is being done now, and how far it is, 0 to 1. */
  work: z.object({ what: z.enum(['', 'backup', 'export', 'tidy', 'restore']), part: z.number() }),
  /** Why the last backup failed, a sentence; '' when it did not. */
  problem: z.string(),
  nextAt: z.number().nullable(),
  retention: z.object({
    /** Resolved incidents older than so many days are deleted; null: never. */
    days: z.number().nullable(),
    /** Why nothing is deleted at present although it could be; ''. */
    held: z.string(),
    /** Whether a person has to say that the clock is right. */
    ask: z.boolean(),
    lastAt: z.number().nullable(),
    lastDeleted: z.number(),
  }),
  /** What became of the last export, a sentence; ''. */
  exported: z.string(),
});

/** What a restore would do, told before. */
export const restorePreview = z.object({
  ok: z.boolean(),
  /** Why not, where not ok. */
  text: z.string(),
  at: z.number(),
  incidents: z.number(),
  /** Incidents that began after the backup, and so would be gone from here; of those, not resolved yet. */
  newer: z.number(),
  newerOpen: z.number(),
});

export type BackupKind = z.infer<typeof backupKind>;
export type BackupView = z.infer<typeof backupView>;
export type KeepView = z.infer<typeof keepView>;
export type RestorePreview = z.infer<typeof restorePreview>;
