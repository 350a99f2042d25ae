/**
 * Whether an edit of a text is still in it after somebody else wrote theirs: what it added stands there, what it took
 * out does not. By lines, which is how teams edit such a file.
 */
export function isKept(before: string, ours: string, now: string): boolean {
  const lines = (text: string) => new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const [old, own, found] = [lines(before), lines(ours), lines(now)];
  const added = [...own].filter((line) => !old.has(line));
  const removed = [...old].filter((line) => !own.has(line));
  return added.every((line) => found.has(line)) && removed.every((line) => !found.has(line));
}
