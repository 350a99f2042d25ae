import { cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { EventWrapperProps } from 'react-big-calendar';
import type { CalendarEvent } from './calendar-events';

type Child = ReactElement<{
  role?: string;
  tabIndex?: number;
  title?: string;
  'aria-label'?: string;
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}>;

/**
 * react-big-calendar draws events as bare boxes. This makes each a button for keyboard and screen reader. Its own title
 * (a half-told tooltip) gives way to the whole words. In the month it stands in a row, so it must stand in a cell.
 */
export function wrapEvent(words: (event: CalendarEvent) => string, open: (event: CalendarEvent) => void) {
  return function EventWrapper({
    event,
    type,
    children,
  }: EventWrapperProps<CalendarEvent> & { type?: 'date' | 'time'; children?: Child }) {
    if (!children) return null;
    const text = words(event);
    const button = cloneElement(children, {
      role: 'button',
      tabIndex: 0,
      title: text,
      'aria-label': text,
      onClick: () => open(event),
      onKeyDown: (pressed) => {
        if (pressed.key !== 'Enter' && pressed.key !== ' ') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        open(event);
      },
    });
    return type === 'date' ? <div role="cell">{button}</div> : button;
  };
}
