import { useState } from 'react';
import { instantOf, parseWall, printWall, type Wall, wallOf } from '../../core/time/wall';
import { realZone } from '../lib/real-zone';
import { stepOnArrow, weekdayOf } from '../lib/wall-steps';
import { TextField } from './field';

const MINUTE = 60_000;

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
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? written(wallOf(value, real));
  const wall = read(text);

  function take(next: string): void {
    setTyped(next);
    const meant = read(next);
    if (meant !== null) onChange(instantOf(meant, real));
  }

  return (
    <TextField
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
      onKeyDown={(event) => stepOnArrow(event, wall, (next) => take(written(next)))}
    />
  );
}

function written(wall: Wall): string {
  return printWall(wall).slice(0, 16).replace('T', ' ');
}

function read(text: string): Wall | null {
  return parseWall(text.trim().replace(/\s+/, 'T'));
}

/** The weekday, and what the clocks do at that minute. */
function says(wall: Wall, zone: string): string {
  const day = weekdayOf(wall);
  const at = instantOf(wall, zone);
  const meant = wallOf(at, zone);
  if (meant !== wall) return `${day}; clocks skip this time, ${printWall(meant).slice(11, 16)} is meant`;
  for (const later of [30, 60, 120])
    if (wallOf(at + later * MINUTE, zone) === wall)
      return `${day}; this time comes twice, the first is meant`;
  return day;
}
