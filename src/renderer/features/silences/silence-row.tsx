import type { SilenceView } from '../../../contract/mute/mute-views';
import { endSilence } from '../../parts/silence-dialog';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { ListItem } from '../../ui/list';
import { PersonDot } from '../../ui/person-dot';
import { heldWords, MuteWhen } from './mute-when';

const MARKS = { active: 'state-silenced', coming: 'clock', ended: 'history' } as const;

/** One silence: what it is about, who made it and why, what it holds, until when. */
export function SilenceRow({
  silence,
  now,
  onChanged,
}: {
  silence: SilenceView;
  now: number;
  onChanged: () => void;
}) {
  const { id, state, matchers, by, reason } = silence;
  return (
    <ListItem
      mark={<Glyph name={MARKS[state]} size={18} />}
      title={
        <span className="mute-matchers">
          {matchers.map((matcher) => (
            <code key={matcher}>
              <bdi>{matcher}</bdi>
            </code>
          ))}
        </span>
      }
      text={
        <span className="mute-about">
          <PersonDot person={by} size="small" named />
          {reason !== '' && (
            <span className="mute-reason">
              <bdi>{reason}</bdi>
            </span>
          )}
          <span>{heldWords(silence)}</span>
        </span>
      }
      end={
        <>
          <MuteWhen {...silence} now={now} />
          {state !== 'ended' && (
            <Button
              size="small"
              aria-label={`End the silence of ${matchers.join(', ')}`}
              onClick={() => void endSilence(id).then(onChanged)}
            >
              End
            </Button>
          )}
        </>
      }
    />
  );
}
