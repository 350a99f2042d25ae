import type { ReadinessView } from '../../../contract/readiness/readiness-views';
import { momentIn } from '../../../core/readiness/moment-in';
import { realZone } from '../../lib/real-zone';
import { daysAhead, type Piece } from './look-ahead-days';

const WORDS: Record<Piece['kind'], string> = {
  nobody: 'nobody is on call',
  closed: 'closed',
  mine: 'you are on call',
};
const HOURS = [0, 6, 12, 18, 24];

/** Where nobody is on call, and where it is you: a strip a day, and the gaps in words. */
export function LookAhead({ view }: { view: ReadinessView }) {
  const zone = realZone(view.timeZone);
  const { schedules } = view.ahead;
  if (schedules.length === 0)
    return <p className="muted">There is no schedule yet, so whoever sits at a desktop is on call.</p>;
  const gaps = schedules.flatMap(({ id, name, spans }) =>
    spans.filter(({ kind }) => kind === 'nobody').map((span) => ({ ...span, id, name })),
  );
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  });
  return (
    <div className="ready-ahead">
      <div className="ready-days" aria-hidden="true">
        <div className="ready-hours">
          {HOURS.map((hour) => (
            <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
              {hour}
            </span>
          ))}
        </div>
        {daysAhead({ ...view, timeZone: zone }).map(({ start, pieces }) => (
          <div key={start} className="ready-day">
            <span className="ready-day-name">{day.format(start)}</span>
            <span className="ready-strip">
              {pieces.map((piece) => (
                <span
                  key={`${piece.kind} ${piece.name} ${piece.from}`}
                  className={`ready-piece ready-piece-${piece.kind}`}
                  title={`${piece.name}: ${WORDS[piece.kind]}`}
                  style={{ insetInlineStart: `${piece.from * 100}%`, inlineSize: `${piece.length * 100}%` }}
                />
              ))}
            </span>
          </div>
        ))}
      </div>
      <p className="ready-legend" aria-hidden="true">
        <span className="ready-key ready-piece-mine" /> you
        <span className="ready-key ready-piece-nobody" /> nobody
        <span className="ready-key ready-piece-closed" /> closed
      </p>
      {gaps.length === 0 ? (
        <p>No gap that nobody meant.</p>
      ) : (
        <ul className="ready-gaps" aria-label="Gaps">
          {gaps.map(({ id, name, start, end }) => (
            <li key={`${id} ${start}`}>
              <strong>
                <bdi>{name}</bdi>
              </strong>
              : nobody from {momentIn(start, zone)} to {momentIn(end, zone)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
