/**
 * The one of `known` that somebody most likely meant: equal but for case, dashes and underscores, or at most two
 * slips apart (one for words of up to four letters). @returns null where nothing is near.
 */
export function suggest(word: string, known: Iterable<string>): string | null {
  if (word.length > 100) return null;
  const bare = strip(word);
  let best: string | null = null;
  let bestDistance = bare.length <= 4 ? 2 : 3;
  for (const candidate of known) {
    const other = strip(candidate);
    if (other === bare) return candidate;
    const distance = editDistance(bare, other, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` Did you mean "…"?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const meant = suggest(word, known);
  return meant === null ? '' : ` Did you mean "${meant}"?`;
}

function strip(word: string): string {
  return word.toLowerCase().replace(/[-_ .]/g, '');
}

/** Letters added, left out, changed or swapped with their neighbour; `limit` where it is that many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] as number) + 1 : limit;
      next.push(Math.min(change, swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
