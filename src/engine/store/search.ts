/**
 * What a person types as an FTS5 expression: every word must occur, as the beginning of a word. Anything that is
 * not a letter, digit or mark separates words, as the tokenizer reads them; so no input can be a syntax error.
 * @returns null when nothing is asked for
 */
export function searchExpression(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu);
  if (!words) return null;
  return words
    .slice(0, 20)
    .map((word) => `"${word}"*`)
    .join(' ');
}
