import { Badge } from '../../ui/badge';
import { Time } from '../../ui/time';

const SOON = 15 * 60_000;

/** When it is over, or begins; what ends soon stands out. */
export function MuteWhen({
  state,
  start,
  end,
  now,
}: {
  state: 'active' | 'coming' | 'ended';
  start: number | null;
  end: number | null;
  now: number;
}) {
  if (state === 'ended') return <span className="mute-when">ended {end !== null && <Time at={end} />}</span>;
  if (state === 'coming')
    return start === null ? (
      <span className="mute-when">no time in sight</span>
    ) : (
      <span className="mute-when">
        from <Time at={start} look="clock" />
        {end !== null && (
          <>
            {' '}
            to <Time at={end} look="clock" />
          </>
        )}
      </span>
    );
  if (end === null) return <span className="mute-when">without end</span>;
  if (end - now <= SOON)
    return (
      <Badge tone="warn" glyph="clock">
        Ends <Time at={end} />
      </Badge>
    );
  return (
    <span className="mute-when">
      until <Time at={end} look="clock" />
    </span>
  );
}

/** `2 open incidents match, 7 held back so far`. */
export function heldWords({
  state,
  matches,
  heldBack,
}: {
  state: 'active' | 'coming' | 'ended';
  matches: number;
  heldBack: number;
}): string {
  const held = heldBack === 0 ? 'none' : heldBack.toLocaleString('en');
  if (state === 'ended')
    return `Held back ${heldBack === 1 ? '1 incident' : `${held === 'none' ? 'no' : held} incidents`}`;
  const matching =
    matches === 0
      ? 'Nothing open matches'
      : matches === 1
        ? '1 open incident matches'
        : `${matches.toLocaleString('en')} open incidents match`;
  return state === 'active' ? `${matching}, ${held} held back so far` : `${matching} now`;
}
