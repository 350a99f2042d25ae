import { useCallback, useState } from 'react';
import type { ExplainAnswer } from '../../../contract/explain/explain-views';
import { call } from '../../bridge';
import { useExplainPlace } from '../../parts/explain-place';
import { useAsked } from '../../parts/use-asked';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { TextArea } from '../../ui/field';
import { Screen } from '../../ui/screen';
import './explain.css';
import { Explanation } from './explanation';
import { PickIncident } from './pick-incident';

/** Pastes longer than this are no alert. */
const MOST = 1_000_000;

/** Any alert, pasted or past: which rule takes it where, and why it pages or does not. */
export function ExplainScreen() {
  const { text, incident } = useExplainPlace();
  const [pasted, setPasted] = useState<{ readonly text: string } | null>(null);
  const ask = useCallback(async () => {
    if (incident !== '') return call('explain.incident', { id: incident });
    return pasted && call('explain.pasted', { text: pasted.text });
  }, [incident, pasted]);
  const { value: answer, trouble } = useAsked(ask);
  const paste = () => {
    useExplainPlace.setState({ incident: '' });
    // Another object each time: the same text is asked again, for what fires may be another by now.
    if (text.trim() !== '') setPasted({ text: text.slice(0, MOST) });
  };

  return (
    <Screen
      title="Explain"
      tools={
        <Button glyph="escalate" onClick={() => goTo('policies')}>
          Policies
        </Button>
      }
    >
      <div className="explain">
        <form
          className="explain-ask"
          onSubmit={(event) => {
            event.preventDefault();
            paste();
          }}
        >
          <TextArea
            label="An alert"
            hint="Labels such as alertname=NodeDown,cluster=eu; or JSON as Alertmanager, Prometheus, PagerDuty's senders or a script have it. Nothing is stored, and nobody is paged."
            error={answer && answer.problem !== '' ? `It cannot be read: ${answer.problem}.` : ''}
            rows={7}
            spellCheck={false}
            className="explain-text"
            value={text}
            onChange={(event) => useExplainPlace.setState({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              paste();
            }}
          />
          <span>
            <Button look="primary" type="submit" disabled={text.trim() === ''} keyHint="Ctrl+Enter">
              Explain
            </Button>
          </span>
          <PickIncident chosen={incident} onPick={(id) => useExplainPlace.setState({ incident: id })} />
        </form>
        <div className="explain-answer" aria-live="polite">
          {trouble && (
            <p className="explain-trouble" role="alert">
              It cannot be explained now: {trouble}
            </p>
          )}
          {answer && answer.problem === '' ? (
            <Answer answer={answer} />
          ) : (
            <EmptyState glyph="help" title="Who would be paged, and why?">
              Paste an alert, or pick one that came. This tells which service takes it, what would hold it
              back, and whom it would page when, with the line of the team file that says so.
            </EmptyState>
          )}
        </div>
      </div>
    </Screen>
  );
}

function Answer({ answer }: { answer: ExplainAnswer }) {
  return (
    <>
      {answer.alerts.length > 1 && <p className="muted explain-read">Read as {answer.read}.</p>}
      {answer.alerts.map((view, index) => (
        <Explanation
          // Pasted alerts may be all alike; the place tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          view={view}
          read={answer.alerts.length > 1 ? '' : answer.read}
        />
      ))}
    </>
  );
}
