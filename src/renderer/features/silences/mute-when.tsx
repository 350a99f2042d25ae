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

/** `Holds 3 open incidents, held back 12 so far`. */
export function heldWords({
  state,
  matches,
  heldBack,
}: {
  state: 'active' | 'coming' | 'ended';
  matches: number;
  heldBack: number;
}): string {
  const so = `held back ${incidents(heldBack)}`;
  switch (state) {
    case 'active':
      return `${matches === 0 ? 'Nothing open matches' : `${incidents(matches)} open`}, ${so} so far`;
    case 'coming':
      return matches === 0 ? 'Nothing open matches' : `Would match ${incidents(matches)}`;
    case 'ended':
      return `H${so.slice(1)}`;
  }
}

function incidents(count: number): string {
  return count === 1 ? '1 incident' : `${count.toLocaleString('en')} incidents`;
}
