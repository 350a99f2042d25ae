import type { ReactNode } from 'react';
import type { IncidentView } from '../../../contract/views/incident';
import { acknowledge } from '../../state/act';
import { showIncident } from '../../state/screen';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import './answers.css';

/** What stands between the incident and a quiet night, told before all else: suppression, write-back, a vanished alert. */
export function Answers({ incident }: { incident: IncidentView }) {
  const { suppression, held, lead, waits, writeBackDetail: writeBack, missing, status, source } = incident;
  return (
    <>
      {suppression && status !== 'resolved' && (
        <Answer tone="quiet" glyph="state-silenced">
          <b>
            Suppressed: {suppression.how} at <bdi>{source}</bdi>
          </b>
          . Nobody is paged. Nobody has acknowledged it either.
          {suppression.by.length > 0 && (
            <span className="answer-small mono selectable">
              <bdi>{suppression.by.join(', ')}</bdi>
            </span>
          )}
        </Answer>
      )}
      {held && status === 'open' && (
        <Answer
          tone="quiet"
          glyph="state-silenced"
          action={
            lead ? (
              <Button size="small" onClick={() => showIncident(lead, false)}>
                Show it
              </Button>
            ) : undefined
          }
        >
          <b>
            Held back: <bdi>{held.detail}</bdi>
          </b>
          . Nobody is paged{held.until === null ? '' : ' until '}
          {held.until !== null && <Time at={held.until} look="clock-seconds" />}; what still fires then pages.
        </Answer>
      )}
      {waits.length > 0 && status === 'acknowledged' && (
        <Answer tone="quiet" glyph="group">
          Answers are asked for from <bdi>{waits.map(({ name }) => name).join(', ')}</bdi> as well.
        </Answer>
      )}
      {writeBack && (
        <Answer
          tone={writeBack.state === 'refused' ? 'bad' : writeBack.state === 'confirmed' ? 'good' : 'quiet'}
          glyph={
            writeBack.state === 'refused' ? 'warning' : writeBack.state === 'confirmed' ? 'check' : 'refresh'
          }
          action={
            writeBack.state === 'refused' && status === 'open' ? (
              <Button size="small" onClick={() => void acknowledge([incident.id], true)}>
                Acknowledge here only
              </Button>
            ) : undefined
          }
        >
          <bdi>{writeBack.text}</bdi>
          {writeBack.silenceId && (
            <span className="answer-small mono selectable">silence {writeBack.silenceId}</span>
          )}
        </Answer>
      )}
      {missing && status !== 'resolved' && (
        <Answer tone="quiet" glyph="gap">
          Not in the last {missing.reads === 1 ? 'read' : `${missing.reads} reads`} of <bdi>{source}</bdi>,
          since <Time at={missing.since} look="clock-seconds" />. It resolves by itself if it stays away.
        </Answer>
      )}
    </>
  );
}

function Answer({
  tone,
  glyph,
  action,
  children,
}: {
  tone: 'good' | 'bad' | 'quiet';
  glyph: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={`answer answer-${tone}`}>
      <Glyph name={glyph} />
      <p className="answer-text">{children}</p>
      {action}
    </div>
  );
}
