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
 * react-big-calendar draws events as bare boxes. This makes an incident a button for keyboard and screen reader, and a
 * duty a thing that is read, not pressed. Its own title (a half-told tooltip) gives way to the whole words.
 */
export function wrapEvent(words: (event: CalendarEvent) => string, open: (event: CalendarEvent) => void) {
  return function EventWrapper({ event, children }: EventWrapperProps<CalendarEvent> & { children?: Child }) {
    if (!children) return null;
    const text = words(event);
    if (event.kind === 'duty')
      return cloneElement(children, {
        role: 'img',
        tabIndex: undefined,
        title: text,
        'aria-label': text,
        onClick: undefined,
        onKeyDown: undefined,
      });
    return cloneElement(children, {
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
  };
}
