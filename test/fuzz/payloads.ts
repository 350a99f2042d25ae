import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** All files below a folder of test/fixtures whose name ends so, as text, in a fixed order. */
export function textsIn(folder: string, ending: string, most = 20_000): string[] {
  return filesIn(folder, ending)
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => text.length <= most);
}

/** The JSON documents below a folder. */
export function documentsIn(folder: string, most?: number): unknown[] {
  return textsIn(folder, '.json', most).map((text) => JSON.parse(text) as unknown);
}

export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(FIXTURES, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => join(FIXTURES, folder, name));
}
