import type { ScheduleRow as Row, WhoView } from '../../../contract/rota/rota-views';
import type { LintView } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import { useTimeText } from '../../lib/clock';
import { clockTime } from '../../lib/format-time';
import { openSchedule } from '../../parts/schedule-place';
import { ScheduleRibbon } from '../../parts/schedule-ribbon';
import { weeksOf } from '../../parts/schedule-weeks';
import { useZone } from '../../state/mirror';
import { Badge } from '../../ui/badge';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { Time } from '../../ui/time';

/** A schedule in the list: its name and zone, who is on call until when, the next four weeks, what is wrong with it. */
export function ScheduleRow({
  schedule,
  people,
  me,
  who,
  lint,
  unsaved,
  from,
  to,
}: {
  schedule: Row;
  people: readonly PersonView[];
  me: string;
  who: WhoView[number] | null;
  lint: readonly LintView[];
  unsaved: boolean;
  from: number;
  to: number;
}) {
  const zone = useZone();
  const there = useTimeText((now) => clockTime(now, now, schedule.timeZone));
  const errors = lint.filter(({ level }) => level === 'error').length;
  const warnings = lint.filter(({ level }) => level === 'warning').length;
  return (
    <li className="schedule">
      <button type="button" className="schedule-open" onClick={() => openSchedule(schedule.id)}>
        <span className="schedule-name">
          <bdi>{schedule.name}</bdi>
        </span>
        <span className="schedule-zone">
          {schedule.timeZone === zone ? schedule.timeZone : `${schedule.timeZone}, ${there} there`}
        </span>
        {(unsaved || errors + warnings > 0) && (
          <span className="schedule-badges">
            {unsaved && (
              <Badge tone="accent" glyph="edit">
                Not saved
              </Badge>
            )}
            {errors > 0 && (
              <Badge tone="bad" glyph="severity-critical">
                {errors === 1 ? '1 error' : `${errors} errors`}
              </Badge>
            )}
            {warnings > 0 && (
              <Badge tone="warn" glyph="warning">
                {warnings === 1 ? '1 warning' : `${warnings} warnings`}
              </Badge>
            )}
          </span>
        )}
      </button>
      <div className="schedule-now" title={who?.because}>
        {who === null ? null : who.person ? (
          <>
            <PersonDot person={who.person} named />
            <span className="muted">
              {who.until === null ? (
                'with no end in sight'
              ) : (
                <>
                  until <Time at={who.until} look="clock" />
                </>
              )}
              {who.next && (
                <>
                  , then <bdi>{who.next.name}</bdi>
                </>
              )}
            </span>
          </>
        ) : (
          <>
            <span className="schedule-nobody">
              <Glyph name="gap" size={16} /> Nobody is on call
            </span>
            {who.until !== null && (
              <span className="muted">
                until <Time at={who.until} look="clock" />
                {who.next && (
                  <>
                    , then <bdi>{who.next.name}</bdi>
                  </>
                )}
              </span>
            )}
          </>
        )}
      </div>
      <div className="schedule-ahead">
        <ScheduleRibbon
          shifts={schedule.shifts}
          people={people}
          from={from}
          to={to}
          zone={zone}
          me={me}
          label={`${schedule.name}, the next four weeks`}
          ticks={weeksOf(from, to, zone)
            .slice(1)
            .map(({ start }) => start)}
        />
      </div>
    </li>
  );
}
