import { Database } from '../store/sqlite';

/**
 * Looks through a whole database file that nobody writes to.
 * @throws Error with what is wrong
 */
export function mustBeWell(file: string): void {
  const db = new Database(file, { readOnly: true });
  try {
    const found = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    if (found.quick_check !== 'ok') throw new Error(`the copy is damaged: ${found.quick_check}`);
  } finally {
    db.close();
  }
}
