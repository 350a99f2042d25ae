import type { IncidentView } from '../../../contract/views/incident';
import { showIncident } from '../../state/screen';
import { SeverityMark } from '../../ui/severity-mark';
import './parts-list.css';

/** What is part of an incident: paged and answered as one with it. */
export function PartsList({ parts, total }: { parts: IncidentView['parts']; total: number }) {
  return (
    <>
      <ul className="parts-list">
        {parts.map((part) => (
          <li key={part.id}>
            <button type="button" className="parts-one" onClick={() => showIncident(part.id, false)}>
              <SeverityMark severity={part.severity} />
              <span className="mono">#{part.number}</span>
              <span className="cut">
                <bdi>{part.title}</bdi>
              </span>
              {!part.held && part.status === 'open' && <span className="parts-own">pages by itself</span>}
            </button>
          </li>
        ))}
      </ul>
      {total > parts.length && (
        <p className="muted">And {(total - parts.length).toLocaleString('en')} more.</p>
      )}
    </>
  );
}
