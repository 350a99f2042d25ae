import { cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { EventWrapperProps } from 'react-big-calendar';
import { setSide } from '../../parts/rota-place';
import { ShiftFace } from '../../parts/shift-face';
import { initialsOf, shiftLabel } from '../../parts/shift-label';
import { minuteWords } from '../../parts/shift-words';
import { showIncident } from '../../state/screen';
import { SeverityMark } from '../../ui/severity-mark';
import { stateWords } from '../../ui/state-mark';
import { type Incident, useShown } from './calendar-data';
import { atPart } from './calendar-days';
import { placeCursor, useCalendar } from './calendar-store';
import { useCursorFocus } from './use-cursor-focus';
import { useDay } from './week-day';
import type { WeekEvent } from './week-events';

type Child = ReactElement<{
  ref?: (element: HTMLElement | null) => void;
  role?: string;
  tabIndex?: number;
  title?: string;
  'aria-label'?: string;
  onClick?: (event: MouseEvent) => void;
  onDoubleClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}>;
type Wrapped = EventWrapperProps<WeekEvent> & { children?: Child };

/** react-big-calendar draws events as bare boxes. This makes each a button for keyboard and screen reader. */
export function WeekEventWrapper({ event, children }: Wrapped) {
  if (!children) return null;
  return event.kind === 'shift' ? (
    <ShiftButton event={event} box={children} />
  ) : (
    <IncidentButton incident={event.incident} box={children} />
  );
}

/** What stands on it. */
export function WeekEventFace({ event }: { event: WeekEvent }) {
  const { zone } = useShown();
  return event.kind === 'shift' ? (
    <>
      <span className="only-read">{shiftLabel(event.shift, zone)}</span>
      <span className="shift-face" data-initials={initialsOf(event.shift)} aria-hidden="true">
        <ShiftFace shift={event.shift} schedule={event.lanes > 1} />
      </span>
    </>
  ) : (
    <SeverityMark severity={event.incident.severity} words="read" size={12} />
  );
}

function ShiftButton({ event, box }: { event: Extract<WeekEvent, { kind: 'shift' }>; box: Child }) {
  const { shift } = event;
  const { zone } = useShown();
  const day = useDay();
  const from = Math.max(shift.start, day.start);
  const to = Math.min(shift.end, day.end);
  const [isHere, attach] = useCursorFocus(shift.schedule, from, to);
  const label = shiftLabel(shift, zone);

  function open(at: number): void {
    placeCursor({ schedule: shift.schedule, at: Math.min(to - 1, Math.max(from, at)) });
    setSide('shift');
  }

  return cloneElement(box, {
    ref: attach,
    role: 'button',
    tabIndex: isHere ? 0 : -1,
    title: label,
    onDoubleClick: () => {},
    onClick: (clicked) => {
      const column = clicked.currentTarget.closest('.rbc-day-slot')?.getBoundingClientRect();
      const part = column && column.height > 0 ? (clicked.clientY - column.top) / column.height : 0;
      open(clicked.detail === 0 ? from : atPart(Math.round(part * 96) / 96, day.start, zone));
    },
    onKeyDown: (pressed) => {
      if (pressed.key !== 'Enter' && pressed.key !== ' ') return;
      pressed.preventDefault();
      pressed.stopPropagation();
      const { cursor } = useCalendar.getState();
      open(isHere && cursor ? cursor.at : from);
    },
  });
}

function IncidentButton({ incident, box }: { incident: Incident; box: Child }) {
  const { zone } = useShown();
  const label = incidentWords(incident, zone);
  const open = () => showIncident(incident.id, true);
  return cloneElement(box, {
    role: 'button',
    tabIndex: 0,
    title: label,
    'aria-label': label,
    onClick: open,
    onDoubleClick: () => {},
    onKeyDown: (pressed) => {
      if (pressed.key !== 'Enter' && pressed.key !== ' ') return;
      pressed.preventDefault();
      pressed.stopPropagation();
      open();
    },
  });
}

/** An incident in words, for a screen reader. */
export function incidentWords(incident: Incident, zone: string): string {
  const { severity, number, title, service, start, end } = incident;
  const state = stateWords(incident).toLowerCase();
  const lasts =
    end === null
      ? `since ${minuteWords(start, zone)}, still ${state}`
      : `${minuteWords(start, zone)} to ${minuteWords(end, zone)}, ${state}`;
  return `${severity === 'none' ? 'no severity' : severity}: #${number} ${title}, ${service}, ${lasts}`;
}
