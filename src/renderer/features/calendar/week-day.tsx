import { type CSSProperties, createContext, forwardRef, type ReactNode, useContext, useMemo } from 'react';
import { shortMinute } from '../../parts/shift-words';
import { useShown } from './calendar-data';
import { addDays, dayStart, nightsOf, partOfDay } from './calendar-days';
import { useCalendar } from './calendar-store';
import { startPicking } from './pick-hours';
import { INCIDENT_STRIP, laneBox } from './week-lane';

type DayTimes = { readonly start: number; readonly end: number };
const DayContext = createContext<DayTimes>({ start: 0, end: 0 });

/** The day of the column in which a part of the week is drawn. */
export function useDay(): DayTimes {
  return useContext(DayContext);
}

type ColumnProps = { date: Date; className?: string; style?: CSSProperties; children?: ReactNode };

/** A day's column of the week: shades the night, shows cursor and picked hours, and lets hours be picked by dragging. */
export const WeekDayColumn = forwardRef<HTMLDivElement, ColumnProps>(function WeekDayColumn(
  { date, className = '', style, children },
  ref,
) {
  const { model, incidents, zone, nightZone } = useShown();
  const start = dayStart(date.getTime(), zone);
  const end = addDays(start, 1, zone);
  const times = useMemo(() => ({ start, end }), [start, end]);
  const strip = incidents.length > 0 ? INCIDENT_STRIP : 0;
  const nights = useMemo(() => nightShade(start, zone, nightZone), [start, zone, nightZone]);
  return (
    <DayContext value={times}>
      <div
        ref={ref}
        className={`${className} week-day`}
        style={{ ...style, '--nights': nights } as CSSProperties}
        data-day={start}
        onPointerDown={(event) =>
          startPicking(event, { lanes: model.lanes.map(({ id }) => id), strip, zone })
        }
      >
        {children}
        <DayMarks day={times} strip={strip} />
      </div>
    </DayContext>
  );
});

function DayMarks({ day, strip }: { day: DayTimes; strip: number }) {
  const { model, zone } = useShown();
  const cursor = useCalendar(({ cursor }) =>
    cursor && cursor.at >= day.start && cursor.at < day.end ? cursor : null,
  );
  const picked = useCalendar(({ picked }) =>
    picked && picked.start < day.end && picked.end > day.start ? picked : null,
  );
  const box = (schedule: string, from: number, to: number) => {
    const lane = Math.max(
      0,
      model.lanes.findIndex(({ id }) => id === schedule),
    );
    const top = partOfDay(Math.max(from, day.start), day.start, zone);
    const bottom = to >= day.end ? 1 : partOfDay(to, day.start, zone);
    return {
      ...laneBox(lane, model.lanes.length, strip),
      top: `${top * 100}%`,
      height: `${Math.max(0, bottom - top) * 100}%`,
    };
  };
  return (
    <div className="week-marks" aria-hidden="true">
      {cursor && (
        <span className="week-cursor" style={box(cursor.schedule, cursor.at, cursor.at + 3_600_000)} />
      )}
      {picked && (
        <span className="week-picked" style={box(picked.schedule, picked.start, picked.end)}>
          {picked.start >= day.start && (
            <span className="week-picked-words">
              {shortMinute(picked.start, zone)} – {shortMinute(picked.end, zone)}
            </span>
          )}
        </span>
      )}
    </div>
  );
}

/** The nights of a day as a CSS gradient. */
function nightShade(day: number, zone: string, nightZone: string): string {
  const stops = nightsOf(day, zone, nightZone).map(([from, to]) => {
    const [a, b] = [`${from * 100}%`, `${to * 100}%`];
    return `transparent ${a}, var(--night) ${a} ${b}, transparent ${b}`;
  });
  return stops.length > 0 ? `linear-gradient(to bottom, ${stops.join(', ')})` : 'none';
}
