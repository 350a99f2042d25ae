import { useTimeText } from '../lib/clock';
import { clockTime, fullTime, relativeTime, shortAge, spanText } from '../lib/format-time';
import { useZone } from '../state/mirror';

type Look = 'relative' | 'short' | 'clock' | 'clock-seconds' | 'time-of-day' | 'span';

/** An instant in words that keep up with the clock; the whole of it, zone included, is in the title. */
export function Time({
  at,
  look = 'relative',
  zone,
  className,
}: {
  at: number;
  look?: Look;
  zone?: string;
  className?: string;
}) {
  const mine = useZone();
  const shown = zone ?? mine;
  const text = useTimeText((now) => timeText(at, now, look, shown));
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={fullTime(at, shown)}>
      {text}
    </time>
  );
}

function timeText(at: number, now: number, look: Look, zone: string): string {
  switch (look) {
    case 'relative':
      return relativeTime(at, now);
    case 'short':
      return shortAge(at, now);
    case 'span':
      return spanText(now - at);
    case 'clock':
      return clockTime(at, now, zone);
    case 'time-of-day':
      // Under a heading that names the day.
      return clockTime(at, at, zone, true);
    case 'clock-seconds':
      return clockTime(at, now, zone, true);
  }
}
