import type { SourceView } from '../../../contract/views/sources';

/** How a source shows: shape, word and tone together. */
export type SourceMark = {
  readonly glyph: string;
  readonly word: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
};

const MARKS: Record<SourceView['state'], SourceMark> = {
  ok: { glyph: 'check', word: 'Answers', tone: 'good' },
  waiting: { glyph: 'clock', word: 'Quiet since the start', tone: 'quiet' },
  failing: { glyph: 'warning', word: 'Failing', tone: 'warn' },
  blind: { glyph: 'state-blind', word: 'Blind', tone: 'bad' },
};

export function sourceMark({ state, type }: Pick<SourceView, 'state' | 'type'>): SourceMark {
  if (state === 'ok' && type !== 'alertmanager') return { ...MARKS.ok, word: 'Sends' };
  return MARKS[state];
}

/** What the state means for paging; '' while all is well. */
export function sourceMeaning(source: SourceView): string {
  if (source.secret === 'missing')
    return 'Its secret is not on this desktop: it cannot be asked, and nothing from it pages you.';
  if (source.state === 'blind')
    return 'Nothing from it pages you until it answers. What fired before is kept as it was.';
  if (source.state === 'failing')
    return 'What fired before is kept as it was; something new could be missed.';
  return '';
}

/** Sources that need somebody first, then by name. */
export function sourceOrder(sources: readonly SourceView[]): readonly SourceView[] {
  const rank = (source: SourceView) =>
    source.secret === 'missing' ? 0 : { blind: 0, failing: 1, ok: 2, waiting: 2 }[source.state];
  return sources.toSorted(
    (a, b) => rank(a) - rank(b) || kind(a) - kind(b) || a.title.localeCompare(b.title, 'en'),
  );
}

function kind({ type }: SourceView): number {
  return { alertmanager: 0, push: 1, 'built-in': 2 }[type];
}
