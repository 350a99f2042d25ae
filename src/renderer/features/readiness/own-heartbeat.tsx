import { useCallback, useState } from 'react';
import type { HeartbeatsView } from '../../../contract/readiness/readiness-views';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { tell } from '../../state/act';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { Section } from '../../ui/screen';
import { Switch } from '../../ui/switch';
import { Time } from '../../ui/time';

type Own = HeartbeatsView['own'];

const MINUTE = 60_000;
const PACES = [
  { value: String(30_000), label: '30 seconds' },
  { value: String(MINUTE), label: 'minute' },
  { value: String(5 * MINUTE), label: '5 minutes' },
  { value: String(15 * MINUTE), label: '15 minutes' },
  { value: String(60 * MINUTE), label: 'hour' },
];
const METHODS = [
  { value: 'GET', label: 'GET' },
  { value: 'POST', label: 'POST' },
];

/** A request to an address outside, so that somebody notices when this desktop is dead. */
export function OwnHeartbeat({ changed }: { changed: () => void }) {
  const [turn, setTurn] = useState(0);
  const ask = useCallback(async () => (await call('heartbeat.list', {})).own, []);
  const { value: own } = useAsked(ask, turn);
  if (!own) return null;
  return (
    <Section
      title="Watchbill’s own heartbeat"
      text="Calls an address of a service that tells you when the calls stop. It is not sent while nobody could be paged from here."
    >
      <Form
        own={own}
        changed={() => {
          setTurn((before) => before + 1);
          changed();
        }}
      />
    </Section>
  );
}

function Form({ own, changed }: { own: Own; changed: () => void }) {
  const [url, setUrl] = useState('');
  const [error, setError] = useState('');
  const { on, every, method, host } = own;
  const paces = PACES.some(({ value }) => value === String(every))
    ? PACES
    : [...PACES, { value: String(every), label: `${every / 1000} seconds` }];

  async function save(next: Partial<Pick<Own, 'on' | 'every' | 'method'>>): Promise<void> {
    setError('');
    try {
      const address = url.trim() === '' ? {} : { url: url.trim() };
      await call('ownHeartbeat.set', { on, every, method, ...next, ...address });
      setUrl('');
      changed();
    } catch (problem) {
      setError((problem as Error).message);
    }
  }

  async function tryNow(): Promise<void> {
    await tell(async () => {
      const { ok, text } = await call('ownHeartbeat.tryNow', {});
      say(ok ? 'good' : 'bad', text);
    });
    changed();
  }

  return (
    <div className="ready-card">
      <Switch
        label="Send it"
        hint={<Standing own={own} />}
        checked={on}
        onChange={(next) => void save({ on: next })}
      />
      <form
        className="ready-own"
        onSubmit={(event) => {
          event.preventDefault();
          void save({});
        }}
      >
        <TextField
          label="Address"
          hint={host ? `It is kept in the keychain; it calls ${host}.` : 'As the service gives it to you.'}
          error={error}
          type="url"
          placeholder={host ? 'Another address' : 'https://…'}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <SelectField
          label="Once a"
          options={paces}
          value={String(every)}
          onChange={(event) => void save({ every: Number(event.target.value) })}
        />
        <SelectField
          label="Method"
          options={METHODS}
          value={method}
          onChange={(event) => void save({ method: event.target.value as Own['method'] })}
        />
        <div className="ready-own-acts">
          <Button type="submit" disabled={url.trim() === ''}>
            Keep the address
          </Button>
          <Button disabled={!host} onClick={() => void tryNow()}>
            Send one now
          </Button>
        </div>
      </form>
    </div>
  );
}

function Standing({ own }: { own: Own }) {
  if (own.on && own.held) return <>Held back: {own.held}.</>;
  if (own.problem) return <>The last one did not arrive: {own.problem}.</>;
  if (own.lastOkAt !== null)
    return (
      <>
        The last one arrived <Time at={own.lastOkAt} />.
      </>
    );
  return <>{own.on ? 'None has arrived yet.' : 'Off: nothing outside notices when this desktop is dead.'}</>;
}
