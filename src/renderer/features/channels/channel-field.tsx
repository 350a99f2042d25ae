import type { ChannelFieldView, ChannelView } from '../../../contract/channels/channel-views';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { Switch } from '../../ui/switch';

type Vault = 'encrypted' | 'plain-file' | 'session-only';

const KEPT: Readonly<Record<Vault, string>> = {
  encrypted: 'Kept in the keychain.',
  'plain-file': 'Kept in a file of this desktop, not encrypted.',
  'session-only': 'Kept until Watchbill quits: there is no keychain here.',
};

/** One field of a channel. A secret is never shown again: only that it is kept, and where. */
export function ChannelField({
  field,
  value,
  typed,
  kept,
  vault,
  error,
  onValue,
  onSecret,
}: {
  field: ChannelFieldView;
  value: string;
  /** A secret typed anew; null: to be forgotten; undefined: let be. */
  typed: string | null | undefined;
  kept: ChannelView['secrets'][string];
  vault: Vault;
  error: string | undefined;
  onValue: (value: string) => void;
  onSecret: (value: string | null) => void;
}) {
  const { title, hint, kind, needed } = field;
  const wrong = error === undefined ? {} : { error };
  const label = needed || kind === 'yes-no' ? title : `${title} (optional)`;
  switch (kind) {
    case 'yes-no':
      return (
        <div>
          <Switch
            label={label}
            hint={hint}
            checked={value === 'yes'}
            onChange={(on) => onValue(on ? 'yes' : 'no')}
          />
          {error && (
            <p className="field-error" role="alert">
              {error}
            </p>
          )}
        </div>
      );
    case 'choice':
      return (
        <SelectField
          label={label}
          hint={hint}
          {...wrong}
          value={value}
          options={[
            ...(needed && value !== '' ? [] : [{ value: '', label: needed ? 'Choose…' : 'The usual' }]),
            ...field.choices.map((choice) => ({ value: choice, label: choice })),
          ]}
          onChange={(event) => onValue(event.target.value)}
        />
      );
    case 'secret':
      return (
        <div className="reach-secret">
          <TextField
            label={label}
            type="password"
            hint={[hint, secretHint(typed, kept, vault)].filter(Boolean).join(' ')}
            {...wrong}
            value={typed ?? ''}
            autoComplete="off"
            spellCheck={false}
            maxLength={10_000}
            onChange={(event) => onSecret(event.target.value)}
          />
          {!needed && kept === 'set' && typed !== null && (
            <Button size="small" look="quiet" onClick={() => onSecret(null)}>
              Forget it
            </Button>
          )}
        </div>
      );
    default:
      return (
        <TextField
          label={label}
          hint={hint}
          {...wrong}
          value={value}
          inputMode={kind === 'number' ? 'numeric' : kind === 'url' ? 'url' : 'text'}
          autoComplete="off"
          spellCheck={false}
          maxLength={10_000}
          onChange={(event) => onValue(event.target.value)}
        />
      );
  }
}

function secretHint(
  typed: string | null | undefined,
  kept: ChannelView['secrets'][string],
  vault: Vault,
): string {
  if (typed === null) return 'It will be forgotten.';
  if (typed) return KEPT[vault];
  switch (kept) {
    case 'set':
      return `${KEPT[vault]} Leave it empty to keep it.`;
    case 'gone':
      return 'The keychain has it no more: enter it again.';
    case 'locked':
      return 'The keychain does not answer. Leave it empty to keep what is there.';
    case 'unset':
      return KEPT[vault];
  }
}
