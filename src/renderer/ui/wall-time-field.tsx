import { type KeyboardEvent, useRef, useState } from 'react';
import { instantOf, parseWall, printWall, type Wall, wallOf } from '../../core/time/wall';
import { realZone } from '../lib/real-zone';
import { TextField } from './field';

const MINUTE = 60_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Where the parts of `2026-03-06 18:00` end, and what one step of an arrow key adds to each. */
const STEPS = [
  { until: 4, add: (wall: Date, by: number) => wall.setUTCFullYear(wall.getUTCFullYear() + by) },
  { until: 7, add: (wall: Date, by: number) => wall.setUTCMonth(wall.getUTCMonth() + by) },
  { until: 10, add: (wall: Date, by: number) => wall.setUTCDate(wall.getUTCDate() + by) },
  { until: 13, add: (wall: Date, by: number) => wall.setUTCHours(wall.getUTCHours() + by) },
  { until: 16, add: (wall: Date, by: number) => wall.setUTCMinutes(wall.getUTCMinutes() + by) },
] as const;

/**
 * A minute on the wall of a zone, typed as `2026-03-06 18:00`; arrow keys up and down change the part the caret is in.
 * What clocks skip or show twice is said. `value` and what is given to `onChange` are instants, milliseconds since 1970.
 */
export function WallTimeField({
  label,
  value,
  zone,
  error,
  hint = '',
  onChange,
}: {
  label: string;
  value: number;
  zone: string;
  error?: string;
  /** Stands after the weekday. */
  hint?: string;
  onChange: (at: number) => void;
}) {
  const real = realZone(zone);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown(value, real);
  const wall = read(text);

  function take(next: string): void {
    setTyped(next);
    const meant = read(next);
    if (meant !== null) onChange(instantOf(meant, real));
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0 || wall === null) return;
    event.preventDefault();
    const caret = event.currentTarget.selectionStart ?? 0;
    const step = STEPS.find(({ until }) => caret <= until) ?? STEPS[4];
    const next = new Date(wall);
    step.add(next, by);
    take(printWall(next.getTime()).slice(0, 16).replace('T', ' '));
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  }

  return (
    <TextField
      ref={field}
      label={label}
      className="wall-time"
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      value={text}
      hint={wall === null ? undefined : `${says(wall, real)}${hint ? `, ${hint}` : ''}`}
      error={error || (wall === null ? 'Write it as 2026-03-06 18:00' : '')}
      onChange={(event) => take(event.target.value)}
      onBlur={() => wall !== null && setTyped(null)}
      onKeyDown={press}
    />
  );
}

function shown(at: number, zone: string): string {
  return printWall(wallOf(at, zone)).slice(0, 16).replace('T', ' ');
}

function read(text: string): Wall | null {
  return parseWall(text.trim().replace(/\s+/, 'T'));
}

/** The weekday, and what the clocks do at that minute. */
function says(wall: Wall, zone: string): string {
  const day = WEEKDAYS[new Date(wall).getUTCDay()] as string;
  const at = instantOf(wall, zone);
  const meant = wallOf(at, zone);
  if (meant !== wall) return `${day}; clocks skip this time, ${printWall(meant).slice(11, 16)} is meant`;
  for (const later of [30, 60, 120])
    if (wallOf(at + later * MINUTE, zone) === wall)
      return `${day}; this time comes twice, the first is meant`;
  return day;
}
