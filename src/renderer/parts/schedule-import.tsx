import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../contract/bridge';
import { call } from '../bridge';
import { say } from '../state/toasts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { SelectField, TextArea, TextField } from '../ui/field';
import { Segmented } from '../ui/segmented';
import './schedule-import.css';
import { ImportPreview } from './schedule-import-preview';

type Kind = Input<'import.preview'>['kind'];
type From = 'file' | 'address';
type Preview = Output<'import.preview'>;

const KINDS = [
  { value: 'pagerduty', label: 'PagerDuty' },
  { value: 'opsgenie', label: 'Opsgenie' },
  { value: 'ics', label: 'Calendar (.ics)' },
] as const;
const HINTS: Record<Kind, string> = {
  pagerduty: 'The answer of GET /schedules?include[]=schedule_layers, or of one schedule, as JSON.',
  opsgenie: 'The answer of GET /v2/schedules?expand=rotation, as JSON. Team and override lists may be in it.',
  ics: 'A feed of PagerDuty, Opsgenie, Grafana OnCall or Google. It becomes a layer of its own.',
};
const MOST = 5_000_000;

/** Brings schedules from elsewhere: read, shown with all that does not map exactly, and then written. */
export function ScheduleImport({
  open,
  schedules,
  onClose,
  onDone,
}: {
  open: boolean;
  schedules: readonly { readonly id: string; readonly name: string }[];
  onClose: () => void;
  onDone: () => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="wide"
      title="Import a schedule"
      text="Nothing is written before you have seen what it would be."
    >
      {open && <ImportForm schedules={schedules} onClose={onClose} onDone={onDone} />}
    </Dialog>
  );
}

function ImportForm({
  schedules,
  onClose,
  onDone,
}: {
  schedules: readonly { readonly id: string; readonly name: string }[];
  onClose: () => void;
  onDone: () => void;
}) {
  const [kind, setKind] = useState<Kind>('pagerduty');
  const [from, setFrom] = useState<From>('file');
  const [text, setText] = useState('');
  const [file, setFile] = useState('');
  const [url, setUrl] = useState('');
  const [schedule, setSchedule] = useState(schedules[0]?.id ?? '');
  const [name, setName] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const seen = useRef<HTMLDivElement>(null);
  const into = schedule || name.trim();
  const follows = kind === 'ics' && from === 'address';
  const input = { kind, text, ...(kind === 'ics' ? { schedule: into } : {}) };

  useEffect(() => {
    if (preview) seen.current?.scrollIntoView({ block: 'nearest' });
  }, [preview]);

  function changed(): void {
    setPreview(null);
    setTrouble('');
  }

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    changed();
    if (chosen.size > MOST)
      return setTrouble(`${chosen.name} is larger than 5 MB; that is no export of a schedule.`);
    setFile(chosen.name);
    setText(await chosen.text());
    if (/\.ics$/i.test(chosen.name)) setKind('ics');
  }

  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTrouble('');
    const missing = follows
      ? url.trim() === '' && 'Give the address of the calendar.'
      : text.trim() === '' && 'Choose a file or paste the export.';
    if (missing) return setTrouble(missing);
    if (kind === 'ics' && into === '') return setTrouble('Say which schedule it becomes a layer of.');
    setBusy(true);
    try {
      if (follows) {
        const said = await call('calendar.subscribe', { what: 'layer', schedule: into, url: url.trim() });
        if (!said.ok) return setTrouble(said.text);
        say('good', said.text || 'Followed');
        onDone();
      } else if (!preview?.ok) {
        const shown = await call('import.preview', input);
        setPreview(shown);
        if (!shown.ok) setTrouble(shown.text);
      } else {
        const said = await call('import.apply', input);
        if (!said.ok) return setTrouble(said.text);
        say('good', said.text || 'Imported');
        onDone();
      }
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="import" noValidate onSubmit={(event) => void run(event)}>
      <Segmented
        label="Where it comes from"
        value={kind}
        segments={KINDS}
        onChange={(next) => {
          setKind(next);
          changed();
        }}
      />
      <p className="muted">{HINTS[kind]}</p>
      {kind === 'ics' && (
        <>
          <Segmented
            label="How it is read"
            value={from}
            segments={[
              { value: 'file', label: 'Once, from a file' },
              { value: 'address', label: 'From an address, kept up to date' },
            ]}
            onChange={(next) => {
              setFrom(next);
              changed();
            }}
          />
          <div className="import-pair">
            <SelectField
              label="As a layer of"
              options={[
                ...schedules.map((one) => ({ value: one.id, label: one.name })),
                { value: '', label: 'A new schedule' },
              ]}
              value={schedule}
              onChange={(event) => {
                setSchedule(event.target.value);
                changed();
              }}
            />
            {schedule === '' && (
              <TextField
                label="Id of the new schedule"
                placeholder="imported"
                spellCheck={false}
                autoComplete="off"
                maxLength={60}
                value={name}
                onChange={(event) => {
                  setName(event.target.value);
                  changed();
                }}
              />
            )}
          </div>
        </>
      )}
      {follows ? (
        <TextField
          label="Address of the calendar"
          type="url"
          placeholder="https://…/calendar.ics"
          hint="Kept as a secret in the keychain of this desktop, which asks there from now on; the others get the file by the team folder."
          spellCheck={false}
          autoComplete="off"
          maxLength={5000}
          value={url}
          onChange={(event) => {
            setUrl(event.target.value);
            changed();
          }}
        />
      ) : (
        <>
          <div className="import-file">
            <input
              ref={chooser}
              type="file"
              className="only-read"
              tabIndex={-1}
              aria-label="File of the export"
              accept=".json,.ics,.txt,application/json,text/calendar"
              onChange={(event) => void take(event.target.files?.[0])}
            />
            <Button glyph="folder" onClick={() => chooser.current?.click()}>
              Choose a file
            </Button>
            <span className="muted cut">{file || 'or paste it below'}</span>
          </div>
          <TextArea
            label="The export"
            labelHidden
            className="mono import-text"
            placeholder={kind === 'ics' ? 'BEGIN:VCALENDAR …' : '{ "schedules": [ … ] }'}
            spellCheck={false}
            maxLength={MOST}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setFile('');
              changed();
            }}
          />
        </>
      )}
      {trouble && (
        <p className="import-trouble" role="alert">
          <bdi>{trouble}</bdi>
        </p>
      )}
      <div ref={seen}>{preview?.ok && <ImportPreview preview={preview} />}</div>
      <div className="import-foot">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" type="submit" disabled={busy}>
          {follows ? 'Follow it' : preview?.ok ? 'Write it into the team file' : 'Show what it would bring'}
        </Button>
      </div>
    </form>
  );
}
