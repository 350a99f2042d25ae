import { useId, useState } from 'react';
import type { PersonView } from '../../contract/views/people';
import { call } from '../bridge';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextArea } from '../ui/field';
import { PersonChoice } from '../ui/person-choice';
import { Segmented } from '../ui/segmented';
import { type Piece, rotaAct, withdraw } from './rota-act';
import type { DutyModel } from './rota-model';
import { useComingRota } from './rota-use-months';
import { spanWords } from './shift-words';
import './trade-dialog.css';
import { comingShifts, isSame, laneOf, ownHours } from './trade-draft';
import { TradeEffect } from './trade-effect';
import { TradeHours } from './trade-hours';
import { ShiftList } from './trade-shift-list';
import { type EffectAsked, useTradeEffect } from './trade-use-effect';

const ANYONE = '';
const DAYS = 120;

/**
 * Offers hours of mine: which, to whom, for nothing or for a shift of theirs, and what that does.
 * @param piece hours to begin with; null begins with my next shift. `zone` an IANA name
 */
export function TradeDialog({
  piece,
  zone,
  onClose,
}: {
  piece: Piece | null;
  zone: string;
  onClose: () => void;
}) {
  // The choice of shifts begins where the dialog was opened, and stays while it is open.
  const [now] = useState(() => Date.now());
  const { rota, trouble } = useComingRota(now, DAYS);
  // It is there in a moment; an empty dialog before it would only flash.
  if (!rota && !trouble) return null;
  if (!rota)
    return (
      <Dialog open onClose={onClose} title="Offer a shift">
        <p role="alert">The rota cannot be read: {trouble}</p>
      </Dialog>
    );
  return <Form model={rota} piece={piece} now={now} zone={zone} onClose={onClose} />;
}

function Form({
  model,
  piece,
  now,
  zone,
  onClose,
}: {
  model: DutyModel;
  piece: Piece | null;
  now: number;
  zone: string;
  onClose: () => void;
}) {
  const form = useId();
  const { me } = model;
  const mine = comingShifts(model, me, now);
  const names = new Map(model.lanes.map(({ id, name }) => [id, name]));
  const [hours, setHours] = useState<Piece | null>(piece ?? mine[0] ?? null);
  const [to, setTo] = useState(ANYONE);
  const [kind, setKind] = useState<'cover' | 'swap'>('cover');
  const [want, setWant] = useState<Piece | null>(null);
  const [note, setNote] = useState('');
  const [sending, setSending] = useState(false);

  const others = [...model.people.values()].filter(({ id }) => id !== me);
  const theirs = to === ANYONE ? [] : comingShifts(model, to, now);
  const swap = to !== ANYONE && kind === 'swap';
  const give = hours ? ownHours(model, hours, me) : [];
  const wanted = swap && want ? ownHours(model, want, to) : [];
  const own = mine.find(
    (shift) =>
      hours && shift.schedule === hours.schedule && shift.start <= hours.start && hours.end <= shift.end,
  );
  const theirShift = theirs.find(
    (shift) => want && shift.schedule === want.schedule && shift.start < want.end && want.start < shift.end,
  );
  const taker = to === ANYONE ? others[0]?.id : to;
  const ready = give.length > 0 && (!swap || wanted.length > 0);
  const asked = useTradeEffect(
    ready && taker ? { trade: '', from: me, taker, give: [...give], want: [...wanted] } : null,
  );

  async function send(): Promise<void> {
    if (!ready || sending) return;
    setSending(true);
    const made = await rotaAct(
      () => call('trade.offer', { give: [...give], to: to === ANYONE ? null : to, want: [...wanted], note }),
      ({ id }) => ({ label: 'Withdraw', run: () => void withdraw(id) }),
    );
    setSending(false);
    if (made) onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Offer a shift"
      text={`Nothing changes until it is accepted. It can be taken until it begins. Times in ${zone}.`}
      size="wide"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || sending} glyph="trade">
            {to === ANYONE ? 'Offer to anyone' : `Offer to ${model.people.get(to)?.name ?? to}`}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="trade-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className="trade-part">
          <fieldset className="trade-side">
            <legend>Your hours</legend>
            {hours && (
              <p className="trade-what">
                {laneOf(model, hours.schedule)?.name ?? hours.schedule}
                {own && !isSame(own, hours) && (
                  <Button size="small" look="quiet" onClick={() => setHours(own)}>
                    Whole shift
                  </Button>
                )}
              </p>
            )}
            {hours ? (
              <TradeHours piece={hours} zone={zone} onChange={setHours} />
            ) : (
              <p>You are not on call in the next {DAYS} days, so there is nothing to offer.</p>
            )}
            {hours && <OnlyMine hours={hours} give={give} zone={zone} />}
            {(piece === null || give.length === 0) && mine.length > 0 && (
              <ShiftList
                label="Your coming shifts"
                shifts={mine}
                picked={own ?? null}
                names={names}
                zone={zone}
                onPick={setHours}
              />
            )}
          </fieldset>
          <PersonChoice
            label="To"
            value={to}
            people={others}
            others={[{ value: ANYONE, label: 'Anyone', glyph: 'group' }]}
            onChange={(next) => {
              setTo(next);
              setWant(null);
              if (next === ANYONE) setKind('cover');
            }}
          />
          {to !== ANYONE && (
            <Segmented
              label="For what"
              value={kind}
              segments={[
                { value: 'cover', label: 'As cover' },
                { value: 'swap', label: 'For a shift of theirs' },
              ]}
              onChange={setKind}
            />
          )}
          {swap && (
            <fieldset className="trade-side">
              <legend>Their hours</legend>
              {theirs.length === 0 ? (
                <p>They are not on call in the next {DAYS} days.</p>
              ) : (
                <ShiftList
                  label="Their coming shifts"
                  shifts={theirs}
                  picked={theirShift ?? null}
                  names={names}
                  zone={zone}
                  onPick={setWant}
                />
              )}
              {want && <TradeHours piece={want} zone={zone} within={theirShift} onChange={setWant} />}
            </fieldset>
          )}
          <TextArea
            label="Note"
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <div className="trade-part" aria-live="polite">
          <h3 className="trade-head">What it does</h3>
          <Effect
            asked={asked}
            names={names}
            zone={zone}
            only={to === ANYONE ? me : ''}
            ready={ready}
            swap={swap}
          />
        </div>
      </form>
    </Dialog>
  );
}

/** Says so where a part of the hours is somebody else's. */
function OnlyMine({ hours, give, zone }: { hours: Piece; give: readonly Piece[]; zone: string }) {
  const [only] = give;
  if (hours.start >= hours.end || (give.length === 1 && only && isSame(only, hours))) return null;
  if (!only)
    return (
      <p className="trade-problem" role="alert">
        None of these hours are yours.
      </p>
    );
  return (
    <p className="muted">
      Only your own hours are offered: {give.map(({ start, end }) => spanWords(start, end, zone)).join(', ')}.
    </p>
  );
}

function Effect({
  asked,
  names,
  zone,
  only,
  ready,
  swap,
}: {
  asked: EffectAsked;
  names: ReadonlyMap<string, string>;
  zone: string;
  only: PersonView['id'];
  ready: boolean;
  swap: boolean;
}) {
  if (!ready)
    return <p className="muted">{swap ? 'Pick a shift of theirs.' : 'Say which hours you offer.'}</p>;
  if (asked.trouble) return <p role="alert">{asked.trouble}</p>;
  if (!asked.effect) return null;
  return <TradeEffect effect={asked.effect} names={names} zone={zone} only={only} />;
}
