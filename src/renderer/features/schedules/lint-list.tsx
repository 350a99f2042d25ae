import type { LintView } from '../../../contract/rota/schedule-views';
import { Badge, type Tone } from '../../ui/badge';
import { Section } from '../../ui/screen';

const LOOKS: Record<LintView['level'], { tone: Tone; glyph: string; word: string }> = {
  error: { tone: 'bad', glyph: 'severity-critical', word: 'Error' },
  warning: { tone: 'warn', glyph: 'warning', word: 'Warning' },
  note: { tone: 'plain', glyph: 'severity-info', word: 'Note' },
};
const RANK = { error: 0, warning: 1, note: 2 } as const;

/** What the check of the whole rota says: gaps, unreachable layers, odd days when the clocks change. Worst first. */
export function LintList({
  lint,
  names,
  problems,
}: {
  lint: readonly LintView[] | null;
  names: ReadonlyMap<string, string>;
  /** What is wrong with the files that the rota is made from. */
  problems: readonly string[];
}) {
  if (!lint) return null;
  const lines = [...lint].sort((a, b) => RANK[a.level] - RANK[b.level]);
  return (
    <Section
      title="What the check says"
      text={
        lines.length + problems.length === 0
          ? 'No gaps, no layer out of reach, nothing odd when the clocks change.'
          : 'The same as watchbill check prints, about the rota in force.'
      }
    >
      {lines.length + problems.length > 0 && (
        <ul className="lint" aria-label="What the check says">
          {problems.map((problem) => (
            <li key={problem} className="lint-line">
              <Badge tone="bad" glyph="severity-critical">
                Error
              </Badge>
              <p className="lint-text selectable">
                <bdi>{problem}</bdi>
              </p>
            </li>
          ))}
          {lines.map(({ level, schedule, message, at }) => (
            <li key={`${schedule}\n${at}\n${message}`} className="lint-line">
              <Badge tone={LOOKS[level].tone} glyph={LOOKS[level].glyph}>
                {LOOKS[level].word}
              </Badge>
              <p className="lint-text selectable">
                {names.get(schedule) && <strong>{names.get(schedule)}: </strong>}
                <bdi>{message}</bdi>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
