import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DatabaseConnection } from './sqlite';

/**
 * Closes a connection for good. Closing alone leaves it open as long as its prepared statements live (the package
 * gives no way to end one), so what is no longer held is collected at once. Costs some milliseconds; for when a
 * connection is in the way of the next one, not for every close.
 */
export function letGo(db: DatabaseConnection): void {
  db.close();
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
