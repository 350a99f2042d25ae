import { z } from 'zod';
import { call, done, nothing } from '../call';
import { keepView, restorePreview } from './keep-views';

const name = z.string().min(1).max(200);
/** null: for ever. */
const days = z.number().int().min(7).max(36_500).nullable();

/** Backups, retention, export, and the end of it all. */
export const keepCalls = {
  'keep.get': call('engine', nothing, keepView),
  /** Makes a backup now; resolves when it is there, or failed. */
  'keep.backUp': call('engine', nothing, done),
  'keep.previewRestore': call('engine', z.strictObject({ name }), restorePreview),
  /** Puts a backup in place of the present data, of which a copy is kept. The pager starts anew by itself. */
  'keep.restore': call('engine', z.strictObject({ name }), done),
  /** How many resolved incidents a rule would delete today. */
  'keep.previewRetention': call('engine', z.strictObject({ days }), z.object({ incidents: z.number() })),
  'keep.setRetention': call('engine', z.strictObject({ days }), keepView),
  /** A person says that the clock of this desktop is right, after it jumped. */
  'keep.clockIsRight': call('engine', nothing, keepView),
  /** Writes an export into the folder of exports, from where the shell or the command line takes it. */
  'keep.stageExport': call(
    'engine',
    nothing,
    z.object({ ok: z.boolean(), text: z.string(), file: z.string(), lines: z.number(), bytes: z.number() }),
  ),
  'keep.cancelExport': call('engine', nothing, z.object({})),

  /** Asks where to save an export of everything, and writes it there; `text` says what came of it, '' when given up. */
  'keep.exportTo': call('shell', nothing, z.object({ saved: z.boolean(), text: z.string() })),
  /** Deletes all that Watchbill keeps on this desktop, and starts it as for the first time. */
  'keep.erase': call('shell', z.strictObject({ confirm: z.literal('delete') }), done),
} as const;
