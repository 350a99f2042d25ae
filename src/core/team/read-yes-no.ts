import { readChoice } from './read-choice';
import type { Fields, Reading } from './reading';

/** `true` or `false`. `otherwise` where the key is absent or wrong, which is then told. */
export function readYesNo(reading: Reading, fields: Fields, key: string, otherwise: boolean): boolean {
  const word = readChoice(reading, fields, key, ['true', 'false'], otherwise ? 'true' : 'false');
  return word === null ? otherwise : word === 'true';
}
