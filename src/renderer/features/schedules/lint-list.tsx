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
  return (
    <Section
      title="What the check says"
      text={
        lint.length + problems.length === 0
          ? 'No gaps, no layer out of reach, nothing odd when the clocks change.'
          : 'The same as watchbill check prints, about the rota in force.'
      }
    >
      <LintLines
        lint={[
          ...problems.map((message) => ({ level: 'error' as const, schedule: '', message, at: null })),
          ...lint,
        ]}
        names={names}
      />
    </Section>
  );
}

/** The lines of a check, worst first. `names`: of schedules, where the lines are about several. */
export function LintLines({
  lint,
  names,
}: {
  lint: readonly LintView[];
  names?: ReadonlyMap<string, string>;
}) {
  if (lint.length === 0) return null;
  const lines = [...lint].sort((a, b) => RANK[a.level] - RANK[b.level]);
  return (
    <ul className="lint" aria-label="What the check says">
      {lines.map(({ level, schedule, message, at }) => (
        <li key={`${schedule}\n${at}\n${message}`} className="lint-line">
          <Badge tone={LOOKS[level].tone} glyph={LOOKS[level].glyph}>
            {LOOKS[level].word}
          </Badge>
          <p className="lint-text selectable">
            {names?.get(schedule) && <strong>{names.get(schedule)}: </strong>}
            <bdi>{message}</bdi>
          </p>
        </li>
      ))}
    </ul>
  );
}
