import type { ExplainView, StageView } from '../../../contract/explain/explain-views';
import { Glyph } from '../../ui/glyph';
import { SeverityMark } from '../../ui/severity-mark';
import { Time } from '../../ui/time';

const STAGES: Record<StageView['stage'], string> = {
  severity: 'Severity',
  source: 'At its source',
  service: 'Service',
  owners: 'Owners',
  silenced: 'Silences',
  maintenance: 'Maintenance',
  inhibited: 'Inhibition',
  grouped: 'Group',
  flapping: 'Flapping',
  holding: 'Hold',
  collecting: 'Waiting for others',
  urgency: 'Urgency',
  plan: 'Who is paged',
  'quiet-hours': 'Quiet hours',
  channels: 'By what',
};
/** Shape and word beside the colour. */
const OUTCOMES: Record<StageView['outcome'], { readonly glyph: string; readonly word: string }> = {
  'goes-on': { glyph: 'check', word: 'goes on' },
  waits: { glyph: 'clock', word: 'waits' },
  held: { glyph: 'state-silenced', word: 'held back' },
  nobody: { glyph: 'warning', word: 'nobody' },
  unset: { glyph: 'minus', word: 'nothing of the kind' },
};

/** One alert's stages as a story, the answer first. */
export function Explanation({ view, read }: { view: ExplainView; read: string }) {
  const told = view.stages.filter(({ outcome }) => outcome !== 'unset');
  const unset = view.stages.filter(({ outcome }) => outcome === 'unset');
  return (
    <article className="explanation" aria-label={view.title}>
      <header className="explanation-head">
        <h2 className="explanation-title">
          <SeverityMark severity={view.severity} words="read" /> <bdi>{view.title}</bdi>
        </h2>
        <p className="muted explanation-small">
          as of <Time at={view.at} />
          {read !== '' && read !== 'labels' && <>, read as {read}</>}
        </p>
        <p className={`explanation-verdict ${view.pages ? 'explanation-pages' : 'explanation-quiet'}`}>
          <Glyph name={view.pages ? 'notification' : 'state-silenced'} size={18} /> <bdi>{view.verdict}</bdi>
        </p>
      </header>
      <ol className="stages" aria-label="Stage by stage">
        {told.map((stage) => (
          <Stage key={stage.stage} stage={stage} />
        ))}
      </ol>
      {unset.length > 0 && (
        <details className="stages-unset">
          <summary>
            Asked as well, and there is nothing:{' '}
            {unset.map(({ stage }) => STAGES[stage].toLowerCase()).join(', ')}
          </summary>
          <ul>
            {unset.map((stage) => (
              <li key={stage.stage}>
                <bdi>{stage.words}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      {view.happened.length > 0 && (
        <section aria-label="What really happened">
          <h3 className="explanation-really">What really happened</h3>
          <ol className="happened">
            {view.happened.map((line) => (
              <li key={`${line.at}\n${line.kind}\n${line.text}`} className="happened-line">
                <Time at={line.at} look="clock" className="happened-when" />
                <span>
                  <bdi>{line.text}</bdi> {line.detail !== '' && <bdi className="muted">{line.detail}</bdi>}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <details className="stages-unset">
        <summary>Its {view.labels.length} labels</summary>
        <p className="explanation-labels">
          {view.labels.map(([name, value]) => (
            <code key={name} className="explanation-label">
              {name}="{value}"
            </code>
          ))}
        </p>
      </details>
    </article>
  );
}

function Stage({ stage }: { stage: StageView }) {
  const { glyph, word } = OUTCOMES[stage.outcome];
  return (
    <li className={`stage stage-${stage.outcome}`}>
      <span className="stage-mark" title={word}>
        <Glyph name={glyph} size={16} />
        <span className="only-read">{word}</span>
      </span>
      <div className="stage-body">
        <h3 className="stage-name">
          {STAGES[stage.stage]}
          {stage.place && <span className="stage-place">watchbill.yaml, line {stage.place.line}</span>}
        </h3>
        <p>
          <bdi>{stage.words}</bdi>
        </p>
        {stage.details.length > 0 && (
          <ul className="stage-details">
            {stage.details.map((detail) => (
              <li key={detail}>
                <bdi>{detail}</bdi>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
