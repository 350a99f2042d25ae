import { err, type Result } from '../../core/kernel/result';
import { importExport } from './import-export';
import { importIcs } from './import-ics';
import type { ImportInput, ImportParts, ImportPlan } from './import-plan';

/** Longer exports are no schedules. UTF-16 units. */
const MOST = 5_000_000;

/**
 * Reads what is to be imported. Nothing is written.
 * @returns what would come of it, or a sentence that says what is wrong and where
 */
export function importFile(input: ImportInput, parts: ImportParts): Promise<Result<ImportPlan, string>> {
  if (input.text.length > MOST)
    return Promise.resolve(err('This is larger than 5 MB, which no schedule is.'));
  if (input.text.trim() === '') return Promise.resolve(err('This is empty.'));
  return input.kind === 'ics'
    ? importIcs(input, parts)
    : Promise.resolve(importExport(input.kind, input, parts));
}
