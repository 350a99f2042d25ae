import type { Prepared } from './prepared';

/** Beyond so many, those before the last are taken as whole words: whoever pastes a sentence wrote them out. */
const MOST_BEGINNINGS = 6;
const MOST_WORDS = 20;
/** A beginning of at most so many words is searched for as these. */
const MOST_KNOWN = 128;
/** Beginnings so short are words of the index (schema-queue.ts, `prefix`). */
const SHORT = 2;
/** On a connection of its own: what words there are, by the index itself. */
export const KNOWN_WORDS =
  'CREATE VIRTUAL TABLE temp.known_words USING fts5vocab(main, incident_words, instance)';

/**
 * The words of what a person types. Anything that is not a letter, digit or mark separates them, as the tokenizer
 * reads them; so no input can be a syntax error.
 */
export function searchWords(text: string): string[] {
  return (text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MOST_WORDS);
}

/**
 * An FTS5 expression for words that must all occur, as beginnings of words.
 *
 * A beginning that the index does not hold is found by reading all that begins with it into memory first, 10 ms in
 * 100,000 incidents each time it is asked; where only a few words begin so they are named, which costs nothing until
 * they are come to.
 * @returns null when nothing can be found: a word begins no word that is there
 */
export function searchExpression(words: readonly string[], ask: Prepared): string | null {
  const parts: string[] = [];
  for (const [index, word] of words.entries()) {
    const whole = words.length > MOST_BEGINNINGS && index < words.length - 1;
    const part = whole && isPlain(word) ? `"${word}"` : beginning(word, ask);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.join(' AND ');
}

function beginning(word: string, ask: Prepared): string | null {
  if (!isPlain(word)) return readable(word, ask);
  if (word.length <= SHORT) return `"${word}"*`;
  const known = knownWords(word.toLowerCase(), ask);
  if (known.length === 0) return null;
  if (known.length > MOST_KNOWN) return `"${word}"*`;
  return `(${known.map((term) => `"${term}"`).join(' OR ')})`;
}

/** Words of the index that begin so, one too many at the most; asked for one by one: counting them would read all that have them. */
function knownWords(first: string, ask: Prepared): string[] {
  const next = ask.of('SELECT term FROM known_words WHERE term >= ? AND term < ? LIMIT 1');
  const known: string[] = [];
  let from = first;
  while (known.length <= MOST_KNOWN) {
    const row = next.get(from, `${first}\u{10ffff}`) as { term: string } | undefined;
    if (!row) break;
    known.push(row.term);
    // No word has a control character, so nothing stands between.
    from = `${row.term}\u0001`;
  }
  return known;
}

/** The tokenizer reads it as one word, and as it stands but for capitals. */
function isPlain(word: string): boolean {
  return /^[a-z\d]+$/i.test(word);
}

/**
 * Marks of some scripts, and letters newer than the tokenizer, part a word for it, and an index without places of
 * words cannot look for parts in a row: each sign is looked for then.
 */
function readable(word: string, ask: Prepared): string {
  const expression = `"${word}"*`;
  if (isReadable(expression, ask)) return expression;
  return [...word]
    .map((sign) => `"${sign}"*`)
    .filter((sign) => isReadable(sign, ask))
    .join(' AND ');
}

function isReadable(expression: string, ask: Prepared): boolean {
  try {
    ask.get('SELECT rowid FROM incident_words WHERE incident_words MATCH ? LIMIT 1', expression);
    return true;
  } catch {
    return false;
  }
}
