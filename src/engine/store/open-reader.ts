import type { Log } from '../ports';
import { Reader } from './reader';

/** Opens the reader when it is first asked for, and again after the store came back; null while there is none. */
export function openReader(dataFolder: string, journal: Log): (() => Reader | null) & { close(): void } {
  let reader: Reader | null = null;
  let told = false;
  const get = (): Reader | null => {
    if (reader) return reader;
    try {
      reader = Reader.open(dataFolder);
      told = false;
    } catch (error) {
      if (!told) journal.warn('the store cannot be read', { error: (error as Error).message });
      told = true;
    }
    return reader;
  };
  return Object.assign(get, {
    close() {
      reader?.close();
      reader = null;
    },
  });
}
