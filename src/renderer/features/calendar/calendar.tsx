import { useEffect, useMemo, useRef } from 'react';
import { realZone } from '../../lib/real-zone';
import { setSide, useRotaPlace } from '../../parts/rota-place';
import { useZone } from '../../state/mirror';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panes } from '../../ui/panes';
import { Screen } from '../../ui/screen';
import { actOn } from './calendar-acts';
import { CalendarBody } from './calendar-body';
import { CalendarDataContext } from './calendar-data';
import { CalendarDialogs } from './calendar-dialogs';
import { navigate, showAs, showZone, useCalendar } from './calendar-store';
import { CalendarToolbar } from './calendar-toolbar';
import { ShowMenu } from './show-menu';
import { SidePanel } from './side-panel';
import { TakeMenu } from './take-menu';
import { useCalendarAnswer } from './use-calendar-answer';
import { useCalendarData } from './use-calendar-data';
import { settleCursor, useCalendarKeys } from './use-calendar-keys';
import { useLook } from './use-look';
import { visibleRange } from './visible-range';
import { ZoneMenu } from './zone-menu';

/** Who is on call when, on a wall of any zone; shifts are asked about, offered, taken and traded here. */
export function CalendarScreen() {
  const mine = realZone(useZone());
  const view = useCalendar((state) => state.view);
  const date = useCalendar((state) => state.date);
  const otherZone = useCalendar((state) => state.otherZone);
  const incidents = useCalendar((state) => state.incidents);
  const side = useRotaPlace((state) => state.side);
  const zone = otherZone === '' ? mine : realZone(otherZone);
  const { from, to, title } = useMemo(() => visibleRange(view, new Date(date), zone), [view, date, zone]);
  const answer = useCalendarAnswer(from, to, incidents);
  const data = useCalendarData(answer, zone, from, to);
  const whole = answer.model;
  const model = data?.model ?? null;
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    actOn(model);
    if (model) settleCursor(model, Math.min(to - 1, Math.max(from, Date.now())));
    return () => actOn(null);
  }, [model, from, to]);
  useCalendarKeys(frame, model, view, zone);
  useLook(zone);
  const waiting = useMemo(() => answer.trades.filter(({ mayAccept }) => mayAccept).length, [answer.trades]);

  return (
    <Screen
      title={title}
      fill
      tools={
        <>
          {answer.moreIncidents && <Badge tone="warn">More than 2,000 incidents: the latest are shown</Badge>}
          <CalendarToolbar
            view={view}
            onView={(next) => showAs(next, zone)}
            onNavigate={(next) => navigate(next, zone)}
          />
          <ShowMenu lanes={whole?.lanes ?? []} />
          <ZoneMenu mine={mine} zone={zone} model={whole} onZone={showZone} />
          {whole && whole.lanes.length > 0 && (
            <>
              <TakeMenu me={whole.me} zone={zone} />
              <Button
                glyph="trade"
                aria-pressed={side === 'trades'}
                onClick={() => setSide(side === 'trades' ? null : 'trades')}
              >
                {waiting > 0 ? `Trades ${waiting}` : 'Trades'}
              </Button>
            </>
          )}
        </>
      }
    >
      <CalendarDataContext value={data}>
        <Panes
          name="calendar"
          label="Width of what stands beside the calendar"
          start="340px"
          least={300}
          leastFirst={480}
          first={<CalendarBody frame={frame} answer={answer} data={data} view={view} date={date} />}
          second={side && data ? <SidePanel side={side} waiting={waiting} /> : null}
        />
      </CalendarDataContext>
      {whole && <CalendarDialogs model={whole} zone={zone} />}
    </Screen>
  );
}
