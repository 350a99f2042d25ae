import type { FairnessView } from '../../../contract/rota/fairness-views';

/** The public holidays that were counted, a line a day and name, with the regions that have it. */
export function HolidayList({ holidays }: { holidays: FairnessView['holidays'] }) {
  const lines = new Map<string, { date: string; name: string; regions: string[] }>();
  for (const { date, name, region } of holidays) {
    const key = `${date} ${name}`;
    const line = lines.get(key) ?? { date, name, regions: [] };
    lines.set(key, { ...line, regions: [...line.regions, region] });
  }
  return (
    <ul className="fair-holidays" aria-label="Public holidays">
      {[...lines.values()].map(({ date, name, regions }) => (
        <li key={`${date} ${name}`} className="fair-holiday">
          <time dateTime={date}>{dateText(date)}</time>
          <span>
            <bdi>{name}</bdi> <span className="fair-small">{regions.join(', ')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function dateText(date: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`));
}
