import type { PreviewView } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import { ScheduleWeekStrips } from '../../parts/schedule-week-strips';
import { spanWords } from '../../parts/shift-words';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { LintLines } from './lint-list';
import type { Previewed } from './use-preview';

/** The next eight weeks as the draft would have them, and who changes and when: before anything is saved. */
export function PreviewPane({
  previewed,
  people,
  me,
  zone,
  foreign,
  isNew,
}: {
  previewed: Previewed;
  people: readonly PersonView[];
  me: string;
  zone: string;
  /** The zone is not the reader's: say it. */
  foreign: boolean;
  isNew: boolean;
}) {
  const { preview, good, trouble } = previewed;
  const waits = preview?.problems.some(({ level }) => level === 'error') ?? false;
  return (
    // It scrolls and holds nothing to press: the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="editor-preview preview" aria-label="Preview" tabIndex={0}>
      <header className="preview-head">
        <h2 className="section-title">The next eight weeks</h2>
        {foreign && (
          <span className="muted">
            in <bdi>{zone}</bdi>
          </span>
        )}
      </header>
      {trouble && (
        <p className="preview-trouble" role="alert">
          There is no preview: {trouble}
        </p>
      )}
      {waits && (
        <p className="preview-waits">
          <Glyph name="edit" size={14} /> The preview waits until what is marked is right
          {good ? '; this is the last one that could be made.' : '.'}
        </p>
      )}
      {good && (
        <div className={waits ? 'preview-old' : ''}>
          <ScheduleWeekStrips
            shifts={good.shifts}
            people={people}
            from={good.from}
            to={good.to}
            zone={zone}
            me={me}
            changed={isNew ? [] : good.changes}
            now={good.from}
          />
          <Gaps good={good} />
          <h2 className="section-title preview-changes-title">Who changes, and when</h2>
          <Changes good={good} people={people} zone={zone} isNew={isNew} />
          {good.lint.length > 0 && (
            <>
              <h2 className="section-title preview-changes-title">What the check would say</h2>
              <LintLines lint={good.lint} />
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** Hours with nobody, in words: the dashed boxes are not seen by everybody. */
function Gaps({ good }: { good: PreviewView }) {
  const hours = good.shifts
    .filter(({ person }) => person === null)
    .reduce((sum, { start, end }) => sum + Math.min(end, good.to) - Math.max(start, good.from), 0);
  if (hours === 0) return null;
  return (
    <p className="preview-gaps">
      <Glyph name="gap" size={14} /> Nobody is on call for {Math.round(hours / 3_600_000)} of{' '}
      {Math.round((good.to - good.from) / 3_600_000)} hours.
    </p>
  );
}

function Changes({
  good,
  people,
  zone,
  isNew,
}: {
  good: PreviewView;
  people: readonly PersonView[];
  zone: string;
  isNew: boolean;
}) {
  if (good.changes.length === 0)
    return <p className="muted">{isNew ? 'Nobody is on call by it yet.' : 'Nobody’s duty changes.'}</p>;
  return (
    <>
      {good.summary.length > 0 && (
        <ul className="preview-summary">
          {good.summary.map((sentence) => (
            <li key={sentence}>
              <bdi>{sentence}</bdi>
            </li>
          ))}
        </ul>
      )}
      {!isNew && (
        <ol className="changes" aria-label="Changes">
          {good.changes.map(({ start, end, before, after }) => (
            <li key={start} className="change">
              <span className="change-when">{spanWords(start, end, zone)}</span>
              <span className="change-who">
                <Who id={before} people={people} />
                <Glyph name="chevron-right" size={12} label="becomes" />
                <Who id={after} people={people} />
              </span>
            </li>
          ))}
          {good.moreChanges && <li className="change muted">and more after that</li>}
        </ol>
      )}
    </>
  );
}

function Who({ id, people }: { id: string | null; people: readonly PersonView[] }) {
  if (id === null) return <span className="change-nobody">Nobody</span>;
  const person = people.find((one) => one.id === id);
  return person ? <PersonDot person={person} size="small" named /> : <bdi>{id}</bdi>;
}
