import { useCallback } from 'react';
import type { WhyView } from '../../../contract/rota/rota-views';
import { call } from '../../bridge';
import { keyOf } from '../../keys/keys';
import { useNow } from '../../lib/use-now';
import { type Piece, removeOverride, undoTrade } from '../../parts/rota-act';
import { shiftAt } from '../../parts/rota-model';
import { minuteWords, shortMinute } from '../../parts/shift-words';
import { laneOf } from '../../parts/trade-draft';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { PersonDot } from '../../ui/person-dot';
import { WallTimeField } from '../../ui/wall-time-field';
import { askForCover, offer, overrideHere } from './calendar-acts';
import { useShown } from './calendar-data';
import { type Cursor, lookAt, useCalendar } from './calendar-store';

/** Why whoever is on call at the cursor's minute, and what I can do about it. */
export function WhyPanel() {
  const cursor = useCalendar((state) => state.cursor);
  if (!cursor) return <p className="side-empty">Pick a shift to see why whoever has it.</p>;
  return <Why cursor={cursor} />;
}

function Why({ cursor }: { cursor: Cursor }) {
  const { model, zone } = useShown();
  const version = useMirror((mirror) => mirror.rotaVersion);
  const { schedule } = cursor;
  // To the minute: less is not asked for, and the same minute not twice.
  const at = Math.floor(cursor.at / 60_000) * 60_000;
  const ask = useCallback(() => call('rota.why', { schedule, at }), [schedule, at]);
  const { value, trouble } = useAsked(ask, version);
  return (
    <div className="why">
      <WallTimeField
        label="Who is on call at"
        value={at}
        zone={zone}
        onChange={(next) => lookAt({ schedule, at: next }, zone)}
      />
      {trouble && <p role="alert">{trouble}</p>}
      {value && <Answer why={value} me={model.me} zone={zone} />}
    </div>
  );
}

function Answer({ why, me, zone }: { why: WhyView; me: string; zone: string }) {
  const { person } = why;
  return (
    <>
      <div aria-live="polite" className="why">
        <p className="why-who">
          {person ? (
            <>
              <PersonDot person={person} size="large" />
              <span aria-hidden="true">
                {person.name}
                {person.id === me && ' (you)'}
              </span>
            </>
          ) : (
            <span className="why-nobody">
              <Glyph name="gap" size={20} />
              Nobody
            </span>
          )}
        </p>
        <p>
          <span className="why-schedule">{why.scheduleName}</span>
          <br />
          <span className="why-span">
            {minuteWords(why.start, zone)} –{' '}
            {why.end === null ? 'for as long as can be seen' : minuteWords(why.end, zone)}
          </span>
          {person && person.timeZone && person.timeZone !== zone && (
            <>
              <br />
              <span className="why-span">
                {shortMinute(why.start, person.timeZone)}
                {why.end !== null && ` – ${shortMinute(why.end, person.timeZone)}`} in {person.timeZone}
              </span>
            </>
          )}
        </p>
        <p className="why-text">{why.text}</p>
      </div>
      {why.reasons.length > 1 && (
        <ol className="why-reasons" aria-label="All that has a say, the first wins">
          {why.reasons.map((reason) => (
            <li key={reason.text} className="why-reason" data-wins={reason.wins || undefined}>
              <Glyph name={reason.wins ? 'check' : 'minus'} size={12} />
              <span>{reason.text}</span>
            </li>
          ))}
        </ol>
      )}
      <Acts why={why} me={me} />
    </>
  );
}

function Acts({ why, me }: { why: WhyView; me: string }) {
  const { model, trades } = useShown();
  const now = useNow(30_000);
  const lane = laneOf(model, why.schedule);
  const shift = lane && shiftAt(lane, why.at);
  const start = Math.max(why.start, Math.min(now, why.end ?? Number.POSITIVE_INFINITY));
  const piece: Piece | null =
    (why.end ?? shift?.end) === undefined
      ? null
      : { schedule: why.schedule, start, end: why.end ?? (shift?.end as number) };
  const over = piece !== null && piece.end <= now;
  const mine = why.person?.id === me;
  const trade = why.kind === 'trade' ? trades.find(({ id }) => id === why.by) : undefined;
  if (over || !piece) return <p className="muted">This is over.</p>;
  return (
    <div className="why-acts">
      {mine && (
        <>
          <Button look="primary" keyHint={keyOf('cover')} onClick={() => void askForCover(piece)}>
            Cover me
          </Button>
          <Button glyph="trade" keyHint={keyOf('offer')} onClick={() => offer(piece)}>
            Offer…
          </Button>
        </>
      )}
      {!mine && (
        <Button look="primary" keyHint={keyOf('take')} onClick={() => overrideHere(me, piece)}>
          Take…
        </Button>
      )}
      <Button glyph="override" keyHint={keyOf('override')} onClick={() => overrideHere('', piece)}>
        Override…
      </Button>
      {why.kind === 'override' && why.by !== '' && (
        <Button glyph="undo" onClick={() => void removeOverride(why.by)}>
          Undo the override
        </Button>
      )}
      {why.kind === 'trade' && why.by !== '' && trade?.mayUndo !== false && (
        <Button glyph="undo" onClick={() => void undoTrade(why.by)}>
          Undo the trade
        </Button>
      )}
    </div>
  );
}
