import type { ReactNode } from 'react';
import type { IncidentView } from '../../../contract/views/incident';
import { isTeamFile } from '../../lib/is-team-file';
import { explainIncident } from '../../parts/explain-place';
import { openLink, openTeamFile } from '../../state/act';
import { closeIncident, setFilter } from '../../state/screen';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { Time } from '../../ui/time';
import './facts.css';

/** Where it comes from, since when, how often, whom it pages and why. */
export function Facts({ incident }: { incident: IncidentView }) {
  const {
    service,
    source,
    openedAt,
    startsAt,
    lastSeenAt,
    count,
    responder,
    why,
    links,
    runbook,
    resolvedBy,
    resolvedAt,
  } = incident;
  return (
    <dl className="facts">
      <Fact name="Service">
        <button
          type="button"
          className="facts-link"
          title="Show this service in the queue"
          onClick={() => {
            setFilter({ services: [service.id] });
            closeIncident();
          }}
        >
          <bdi>{service.name}</bdi>
        </button>
      </Fact>
      <Fact name="Source">
        <bdi>{source}</bdi>
      </Fact>
      <Fact name="Since">
        <Time at={startsAt ?? openedAt} look="clock-seconds" /> <span className="muted">· </span>
        <Time at={startsAt ?? openedAt} className="muted" />
      </Fact>
      {startsAt !== null && Math.abs(openedAt - startsAt) > 60_000 && (
        <Fact name="Known here">
          <Time at={openedAt} look="clock-seconds" />
        </Fact>
      )}
      <Fact name="Received">
        {count === 1 ? 'once' : `${count.toLocaleString('en')} times`} <span className="muted">· last </span>
        <Time at={lastSeenAt} className="muted" />
      </Fact>
      {resolvedAt !== null && resolvedBy && (
        <Fact name="Resolved by">
          <bdi>{resolvedBy.name}</bdi> <span className="muted">· </span>
          <Time at={resolvedAt} look="clock-seconds" className="muted" />
        </Fact>
      )}
      <Fact name="Responder">
        {responder ? <PersonDot person={responder} size="small" named /> : 'nobody'}
      </Fact>
      {why && (
        <Fact name="Why">
          <bdi>{why}</bdi>{' '}
          <button
            type="button"
            className="facts-link"
            title="Which rule took it where, and why it pages or does not"
            onClick={() => explainIncident(incident.id)}
          >
            Explain
          </button>
        </Fact>
      )}
      {runbook && (runbook.openable || isTeamFile(runbook.href)) && (
        <Fact name="Runbook">
          <button
            type="button"
            className="facts-link"
            title={runbook.href}
            onClick={() => void (runbook.openable ? openLink(runbook.href) : openTeamFile(runbook.href))}
          >
            <Glyph name={runbook.openable ? 'external-link' : 'open'} size={12} />
            <bdi>{runbook.openable ? runbook.text : runbook.href}</bdi>
          </button>
        </Fact>
      )}
      {links.length > 0 && (
        <Fact name="Links">
          <ul className="facts-links">
            {links.map((link) => (
              <li key={`${link.text} ${link.href}`}>
                {link.openable ? (
                  <button
                    type="button"
                    className="facts-link"
                    title={link.href}
                    onClick={() => void openLink(link.href)}
                  >
                    <Glyph name="external-link" size={12} />
                    <bdi>{link.text || link.href}</bdi>
                  </button>
                ) : (
                  <span className="selectable" title="Not a web address, so it is not opened">
                    <bdi>
                      {link.text && link.text !== link.href ? `${link.text}: ${link.href}` : link.href}
                    </bdi>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
