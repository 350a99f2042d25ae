import { statSync } from 'node:fs';

/** Which file stands at a path: another one has another text, on whatever disk. null while there is none. */
export function fileIdentity(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  // Of a disk that is exchanged for a copy of it, the numbers of files may be the same; its device is not.
  return stat ? `${stat.dev}:${stat.ino}` : null;
}
