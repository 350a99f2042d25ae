import { type Fields, type Reading, short } from './reading';
import { didYouMean } from './suggest';

/** One word out of a few. `otherwise` where the key is absent; null there means that it must be given. */
export function readChoice<Word extends string>(
  reading: Reading,
  fields: Fields,
  key: string,
  words: readonly Word[],
  otherwise: Word | null,
): Word | null {
  const node = fields.get(key);
  const options = words.join(', ');
  if (node === null) {
    if (otherwise === null) reading.error(fields.at(key), `"${key}" is missing; write one of ${options}`);
    return otherwise;
  }
  const text = reading.text(node, `"${key}"`);
  if (text === null) return null;
  const word = words.find((w) => w === text);
  if (word !== undefined) return word;
  reading.error(
    node,
    `"${key}" cannot be "${short(text)}"; write one of ${options}.${didYouMean(text, words)}`,
  );
  return null;
}
