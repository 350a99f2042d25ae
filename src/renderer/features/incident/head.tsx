import type { IncidentView } from '../../../contract/views/incident';
import { keyOf } from '../../keys/keys';
import { copy } from '../../state/act';
import { closeIncident, showIncident } from '../../state/screen';
import { Button } from '../../ui/button';
import { SeverityMark } from '../../ui/severity-mark';
import { StateMark, suppressedHow } from '../../ui/state-mark';
import { Time } from '../../ui/time';

/** Titles longer than this are set smaller. Characters. */
const LONG = 90;

/** How bad, what state, what it is called. The title is any text from outside: isolated, whole, wrapping. */
export function Head({ incident, full }: { incident: IncidentView; full: boolean }) {
  return (
    <header className="head">
      <div className="head-line">
        {full && (
          <Button
            look="quiet"
            size="small"
            glyph="chevron-left"
            keyHint={keyOf('back')}
            aria-keyshortcuts="Escape"
            onClick={closeIncident}
          >
            Queue
          </Button>
        )}
        <SeverityMark severity={incident.severity} />
        <span className="head-dot" aria-hidden="true" />
        <StateMark row={incident} />
        <span className="head-since cut">
          <Ends incident={incident} />
        </span>
        <span className="head-end">
          <button
            type="button"
            className="head-number mono"
            title="Copy the title and number"
            onClick={() => void copy(`#${incident.number} ${incident.title}`, `#${incident.number}`)}
          >
            #{incident.number}
          </button>
          {!full && (
            <Button
              look="quiet"
              size="small"
              glyph="window"
              aria-label="Open in the whole window"
              title="Open in the whole window (Enter)"
              onClick={() => showIncident(incident.id, true)}
            />
          )}
        </span>
      </div>
      <h2 className={`head-title selectable ${incident.title.length > LONG ? 'head-title-long' : ''}`}>
        <bdi>{incident.title}</bdi>
      </h2>
    </header>
  );
}

function Ends({ incident }: { incident: IncidentView }) {
  if (incident.resolvedAt !== null) return <Time at={incident.resolvedAt} />;
  if (incident.snoozedUntil !== null) {
    return (
      <>
        until <Time at={incident.snoozedUntil} look="clock" />
      </>
    );
  }
  if (incident.acknowledgedAt !== null) {
    return (
      <>
        {incident.acknowledgedBy && (
          <>
            by <bdi>{incident.acknowledgedBy.name}</bdi>{' '}
          </>
        )}
        <Time at={incident.acknowledgedAt} />
      </>
    );
  }
  const how = suppressedHow(incident);
  return (
    <>
      {how && `${how}, `}for <Time at={incident.openedAt} look="span" />
    </>
  );
}
