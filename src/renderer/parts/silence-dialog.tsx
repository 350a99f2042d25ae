import { useId, useState } from 'react';
import { call } from '../bridge';
import { clockTime } from '../lib/format-time';
import { useZone } from '../state/mirror';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { rotaAct } from './rota-act';
import {
  type MatcherChip,
  matchersIn,
  onSubmit,
  type SilenceDraft,
  SilenceForm,
  untilOf,
} from './silence-form';

const HOUR = 3_600_000;

/** Makes a silence; the message that it was made takes it back. @param chips what to begin with */
export function SilenceDialog({ chips, onClose }: { chips: readonly MatcherChip[]; onClose: () => void }) {
  const form = useId();
  const zone = useZone();
  const [now] = useState(() => Date.now());
  const [busy, setBusy] = useState(false);
  const [draft, setDraft] = useState<SilenceDraft>({
    chips,
    typed: '',
    choice: 'two',
    own: now + HOUR,
    reason: '',
  });
  const until = untilOf(draft, now, zone);
  const matchers = matchersIn(draft);
  const ready = matchers.length > 0 && until > now && !busy;

  async function save(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const made = await rotaAct(
      () => call('silence.make', { matchers, end: until, reason: draft.reason.trim() }),
      ({ id }) => ({ label: 'Undo', run: () => void endSilence(id) }),
    );
    setBusy(false);
    if (made) onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Silence alerts"
      text="For the whole team, on every desktop. What is held back is stored and counted; what still fires at the end pages then."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready}>
            Silence until {clockTime(until, now, zone)}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={onSubmit(() => void save())}>
        <SilenceForm draft={draft} now={now} onChange={setDraft} />
      </form>
    </Dialog>
  );
}

/** Ends a silence, and says so. */
export async function endSilence(id: string): Promise<boolean> {
  return (await rotaAct(() => call('silence.end', { id }))) !== null;
}
