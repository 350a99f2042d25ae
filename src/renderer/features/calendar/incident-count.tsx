import { severityRank } from '../../lib/severity-rank';
import { SeverityMark } from '../../ui/severity-mark';
import type { Incident } from './calendar-data';
import type { Day } from './calendar-days';

/** How many incidents opened on a day, with the shape of the worst; leads to the day's list. Quiet: the duty is the month's matter. */
export function IncidentCount({
  incidents,
  day,
  onOpen,
}: {
  incidents: readonly Incident[];
  day: Day;
  onOpen: () => void;
}) {
  let count = 0;
  let worst: Incident['severity'] = 'none';
  for (const { start, severity } of incidents) {
    if (start < day.start || start >= day.end) continue;
    count += 1;
    if (severityRank(severity) < severityRank(worst)) worst = severity;
  }
  if (count === 0) return null;
  const words = `${count} ${count === 1 ? 'incident' : 'incidents'}, the worst ${worst === 'none' ? 'without severity' : worst}`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="incident-count"
      title={words}
      aria-label={words}
      onClick={onOpen}
    >
      <SeverityMark severity={worst} words="read" size={10} />
      {count}
    </button>
  );
}
