/**
 * Who owns which paths of a repository, as its CODEOWNERS file says: GitHub's ("About code owners") or GitLab's ("Syntax
 * of CODEOWNERS file"), which differ in more than their sections.
 */
export type Codeowners = {
  readonly dialect: CodeownersDialect;
  readonly rules: readonly CodeownersRule[];
  /** Lines that say nothing, as the code host skips them too. */
  readonly problems: readonly CodeownersProblem[];
};

export type CodeownersDialect = 'github' | 'gitlab';

export type CodeownersRule = {
  /** From 1. */
  readonly line: number;
  /** As written, escapes undone where they mean nothing in a pattern. */
  readonly pattern: string;
  /** `@ada`, `@shop/payments`, `ada@example.com`; [] says that nobody owns it. */
  readonly owners: readonly string[];
  /** Of GitLab, in lower case: the last match wins within each; '' for what stands above them, and for GitHub. */
  readonly section: string;
  /** GitLab's `!pattern`: nobody of the section owns it, whatever comes later. */
  readonly excludes: boolean;
};

export type CodeownersProblem = { readonly line: number; readonly message: string };

/** Problems are told for so many lines. */
const MOST_PROBLEMS = 100;
/** `[Name]`, `^[Name]` (optional), `[Name][2]` (approvals), and owners of all entries that name none. */
const HEADING = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(.*))?$/;

/**
 * Reads a CODEOWNERS file. Never throws.
 * @param path where it lies: one in `.github` is GitHub's, one in `.gitlab` GitLab's; of another, sections tell
 */
export function parseCodeowners(text: string, path = ''): Codeowners {
  const dialect = dialectOf(text, path);
  const gitlab = dialect === 'gitlab';
  const rules: CodeownersRule[] = [];
  const problems: CodeownersProblem[] = [];
  const tell = (line: number, message: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line, message });
  };
  let section = '';
  /** Sections of one name are one, whatever the case. The latest heading says who owns what names nobody. */
  let usual: readonly string[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = index + 1;
    const entry = raw.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    const heading = gitlab ? HEADING.exec(entry) : null;
    if (heading) {
      section = (heading[1] as string).trim().toLowerCase();
      usual = ownersIn(heading[2] ?? '').owners;
      continue;
    }
    const [pattern, rest] = splitPattern(entry);
    if (!gitlab && (pattern.startsWith('!') || /[[\]]/.test(pattern))) {
      tell(line, `"${pattern}" is skipped: GitHub reads no "!" and no "[ ]" in patterns`);
      continue;
    }
    if (!gitlab && pattern.startsWith('\\#')) {
      tell(line, `"${pattern}" is skipped: GitHub reads no pattern that begins with "#"`);
      continue;
    }
    const excludes = gitlab && pattern.startsWith('!');
    const { owners, others } = ownersIn(gitlab ? rest : withoutComment(rest));
    if (others.length > 0 && !gitlab) {
      tell(
        line,
        `"${others[0]}" is no owner, so the line is skipped; an owner is @name, @org/team or an e-mail address`,
      );
      continue;
    }
    rules.push({
      line,
      pattern: excludes ? pattern.slice(1) : pattern,
      owners: excludes ? [] : owners.length > 0 ? owners : usual,
      section,
      excludes,
    });
  }
  return { dialect, rules, problems };
}

function dialectOf(text: string, path: string): CodeownersDialect {
  const folders = path.split(/[\\/]/);
  if (folders.includes('.github')) return 'github';
  if (folders.includes('.gitlab')) return 'gitlab';
  return text.split(/\r\n|\r|\n/).some((line) => HEADING.test(line.trim())) ? 'gitlab' : 'github';
}

/** A pattern ends at the first blank that no backslash stands before. */
function splitPattern(entry: string): [pattern: string, rest: string] {
  const end = /(?<!\\)\s/.exec(entry)?.index ?? entry.length;
  return [entry.slice(0, end), entry.slice(end).trim()];
}

/** GitHub's owners end where a comment begins; GitLab has no comments behind them. */
function withoutComment(rest: string): string {
  const at = rest.search(/(?:^|\s)#/);
  return at < 0 ? rest : rest.slice(0, at);
}

const OWNER = /^(?:@@?[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9._-]+)*|[^\s@]+@[^\s@]+)$/;

function ownersIn(text: string): { owners: string[]; others: string[] } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return {
    owners: [...new Set(words.filter((word) => OWNER.test(word)))],
    others: words.filter((word) => !OWNER.test(word)),
  };
}
