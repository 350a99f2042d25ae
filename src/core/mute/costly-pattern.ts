/** A group that is open: whether something in it repeats without bound. */
type Group = { repeats: boolean };

/**
 * Why a regular expression may take so long that the pager stands still, or means something else in Prometheus, whose
 * RE2 has neither; '' where nothing speaks against it. What takes exponentially long is a repetition of what repeats
 * itself, `(a+)+`.
 * @returns the rest of a sentence that begins with the expression
 */
export function costlyPattern(pattern: string): string {
  const open: Group[] = [{ repeats: false }];
  let last: Group = { repeats: false };
  for (let i = 0; i < pattern.length; i += 1) {
    const rest = pattern.slice(i);
    const c = pattern[i] as string;
    if (c === '\\') {
      if (/^\\[1-9k]/.test(rest)) return 'refers back to a group, which Prometheus does not know';
      i += 1;
      last = { repeats: false };
    } else if (c === '[') {
      i += /^\[\^?\]?(?:[^\]\\]|\\.)*/s.exec(rest)?.[0].length ?? 1;
      last = { repeats: false };
    } else if (c === '(') {
      if (/^\(\?(?:<?[=!])/.test(rest)) return 'looks ahead or behind, which Prometheus does not know';
      open.push({ repeats: false });
      i += /^\(\?(?:<\w+>|[\w-]*:)/.exec(rest)?.[0].slice(1).length ?? 0;
    } else if (c === ')') {
      last = open.length > 1 ? (open.pop() as Group) : last;
      const outer = open.at(-1) as Group;
      outer.repeats ||= last.repeats;
    } else {
      const quantifier = /^(?:[*+]|\{\d+,\}|\{\d+(?:,\d+)?\}|\?)\??/.exec(rest)?.[0];
      if (quantifier === undefined) {
        last = { repeats: false };
        continue;
      }
      i += quantifier.length - 1;
      if (quantifier.startsWith('?')) continue;
      if (last.repeats) return 'repeats what repeats itself, which can take for ever';
      last = { repeats: true };
      (open.at(-1) as Group).repeats = true;
    }
  }
  return '';
}
