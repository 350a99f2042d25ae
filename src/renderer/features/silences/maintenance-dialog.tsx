import { Checkbox } from '@base-ui/react/checkbox';
import { useId, useState } from 'react';
import { call } from '../../bridge';
import { clockTime } from '../../lib/format-time';
import { rotaAct } from '../../parts/rota-act';
import { type UntilChoice, untilChoices } from '../../parts/silence-until';
import { useAsked } from '../../parts/use-asked';
import { useZone } from '../../state/mirror';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Glyph } from '../../ui/glyph';
import { Segmented } from '../../ui/segmented';
import { WallTimeField } from '../../ui/wall-time-field';

const HOUR = 3_600_000;
const askTeam = () => call('team.get', {});

/** Begins maintenance of some services, or of all of them, now. */
export function MaintenanceDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const chips = useId();
  const zone = useZone();
  const { value: team } = useAsked(askTeam);
  const [now] = useState(() => Date.now());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [choice, setChoice] = useState<UntilChoice['id']>('half');
  const [own, setOwn] = useState(now + HOUR);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const choices = untilChoices(now, zone);
  const until = choices.find(({ id }) => id === choice)?.until ?? own;
  const ready = (all || chosen.size > 0) && until > now && !busy;

  async function save(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const done = await rotaAct(
      () =>
        call('maintenance.start', { services: all ? [] : [...chosen], end: until, reason: reason.trim() }),
      ({ id }) => ({ label: 'Undo', run: () => void rotaAct(() => call('maintenance.end', { id })) }),
    );
    setBusy(false);
    if (done) onClose();
  }

  function toggle(id: string, on: boolean): void {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Begin maintenance"
      text="No page about these services until it is over, on every desktop of the team."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready}>
            Begin, until {clockTime(until, now, zone)}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="silence-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="field" role="group" aria-labelledby={chips}>
          <span id={chips} className="field-label">
            Services
          </span>
          <div className="silence-chips">
            <Chip text="All services" checked={all} onChange={setAll} />
            {(team?.services ?? []).map(({ id, name }) => (
              <Chip
                key={id}
                text={name}
                checked={!all && chosen.has(id)}
                disabled={all}
                onChange={(on) => toggle(id, on)}
              />
            ))}
          </div>
        </div>
        <div className="field">
          <span className="field-label">How long</span>
          <Segmented
            label="How long"
            value={choice}
            segments={choices.map(({ id, label }) => ({ value: id, label }))}
            onChange={(next) => {
              setOwn(until);
              setChoice(next);
            }}
          />
        </div>
        {choice === 'own' && (
          <WallTimeField
            label="Until"
            zone={zone}
            value={own}
            error={own <= now ? 'This is past' : ''}
            onChange={setOwn}
          />
        )}
        <TextField
          label="Reason"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

function Chip({
  text,
  checked,
  disabled = false,
  onChange,
}: {
  text: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <Checkbox.Root
      className="silence-chip"
      checked={checked}
      disabled={disabled}
      nativeButton
      render={<button type="button" />}
      aria-label={text}
      onCheckedChange={onChange}
    >
      <span className="silence-tick" aria-hidden="true">
        {checked && <Glyph name="check" size={12} />}
      </span>
      <bdi>{text}</bdi>
    </Checkbox.Root>
  );
}
