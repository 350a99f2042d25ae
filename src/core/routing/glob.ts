/** What fits one character; `star` any number of them. */
type Token = ((c: string) => boolean) | 'star';

/**
 * Whether a name fits a shell pattern: `*`, `?`, `\` before a character that is meant as it is, and with `classes` also
 * `[a-z]` and `[!a-z]`. Takes time in proportion to both lengths, whatever the pattern.
 */
export function globMatcher(pattern: string, classes: boolean): (name: string) => boolean {
  const tokens = tokensOf([...pattern], classes);
  return (name) => fits(tokens, [...name]);
}

/** Goes back to the latest star only, which is enough: what an earlier one would take, the latest can take as well. */
function fits(tokens: readonly Token[], name: readonly string[]): boolean {
  let [at, i] = [0, 0];
  let [star, from] = [-1, 0];
  while (i < name.length) {
    const token = tokens[at];
    if (token === 'star') {
      [star, from] = [at++, i];
    } else if (token?.(name[i] as string)) {
      at++;
      i++;
    } else {
      if (star < 0) return false;
      at = star + 1;
      i = ++from;
    }
  }
  return tokens.slice(at).every((token) => token === 'star');
}

function tokensOf(pattern: readonly string[], classes: boolean): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    const end = classes && c === '[' ? pattern.indexOf(']', i + 2) : -1;
    if (c === '*') {
      if (tokens.at(-1) !== 'star') tokens.push('star');
    } else if (c === '?') tokens.push(() => true);
    else if (end > 0) {
      tokens.push(classOf(pattern.slice(i + 1, end)));
      i = end;
    } else {
      const wanted = c === '\\' && i + 1 < pattern.length ? pattern[++i] : c;
      tokens.push((other) => other === wanted);
    }
  }
  return tokens;
}

/** What stands between the brackets: characters and ranges; `!` or `^` in front turns it round. */
function classOf(inside: readonly string[]): (c: string) => boolean {
  const not = inside[0] === '!' || inside[0] === '^';
  const set = not ? inside.slice(1) : inside;
  const ranges: Array<readonly [from: string, to: string]> = [];
  for (let i = 0; i < set.length; i++) {
    const from = set[i] as string;
    const range = set[i + 1] === '-' && set[i + 2] !== undefined;
    ranges.push([from, range ? (set[i + 2] as string) : from]);
    if (range) i += 2;
  }
  return (c) => ranges.some(([from, to]) => c >= from && c <= to) !== not;
}
