import { type FormEvent, useCallback, useState } from 'react';
import type { HandoverView, WhoView } from '../../contract/rota/rota-views';
import type { PersonView } from '../../contract/views/people';
import { call } from '../bridge';
import { useMirror } from '../state/mirror';
import { showIncident } from '../state/screen';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { SelectField, TextArea } from '../ui/field';
import { PersonDot } from '../ui/person-dot';
import { Time } from '../ui/time';
import './schedule-handover.css';
import { closeHandover, openHandover, useHandoverPlace } from './schedule-handover-place';
import { useAsked } from './use-asked';

const askWho = () => call('rota.who', {});

/** What the next one must know: open incidents, what was noisy, notes. Opened by `openHandover` from anywhere. */
export function ScheduleHandover() {
  const open = useHandoverPlace((place) => place.open);
  return (
    <Dialog open={open !== null} onClose={closeHandover} size="wide" title="Handover">
      {open !== null && <Chosen wanted={open} />}
    </Dialog>
  );
}

function Chosen({ wanted }: { wanted: string }) {
  const me = useMirror((mirror) => mirror.status?.me.id);
  const { value: who, trouble } = useAsked(askWho);
  if (trouble) return <p role="alert">The rota cannot be read: {trouble}</p>;
  if (!who) return null;
  const schedule = wanted || mine(who, me);
  if (schedule === '') return <p>There is no schedule yet, so there is nothing to hand over.</p>;
  return (
    <div className="handover">
      {who.length > 1 && (
        <SelectField
          label="Schedule"
          options={who.map((row) => ({ value: row.schedule, label: row.name }))}
          value={schedule}
          onChange={(event) => openHandover(event.target.value)}
        />
      )}
      <Handover key={schedule} schedule={schedule} />
    </div>
  );
}

/** The schedule that I am on call for, else the first. */
function mine(who: WhoView, me: string | undefined): string {
  return (who.find(({ person }) => person?.id === me) ?? who[0])?.schedule ?? '';
}

function Handover({ schedule }: { schedule: string }) {
  const ask = useCallback(() => call('handover.get', { schedule }), [schedule]);
  const version = useMirror((mirror) => mirror.rotaVersion);
  const { value: handover, trouble, again } = useAsked(ask, version);
  if (trouble)
    return (
      <p className="handover-trouble" role="alert">
        The handover cannot be read: {trouble}
      </p>
    );
  if (!handover) return null;
  return (
    <>
      <p className="handover-who">
        <Who person={handover.from} />
        <span className="muted">hands over to</span>
        <Who person={handover.to} />
        {handover.at !== null && (
          <span className="muted">
            <Time at={handover.at} look="clock" /> (<Time at={handover.at} />)
          </span>
        )}
      </p>
      <div className="handover-columns">
        <OpenIncidents open={handover.open} />
        <section aria-label="Noisy alerts">
          <h3>Most often paged</h3>
          {handover.noisy.length === 0 ? (
            <p className="muted">Nothing paged in this duty.</p>
          ) : (
            <ol className="handover-noisy">
              {handover.noisy.map(({ title, count }) => (
                <li key={title}>
                  <bdi className="cut" title={title}>
                    {title}
                  </bdi>
                  <span className="muted">{count === 1 ? 'once' : `${count} times`}</span>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
      <Notes notes={handover.notes} schedule={schedule} onWritten={again} />
    </>
  );
}

function OpenIncidents({ open }: { open: HandoverView['open'] }) {
  return (
    <section aria-label="Open incidents">
      <h3>Open incidents</h3>
      {open.length === 0 ? (
        <p className="muted">None. A quiet watch.</p>
      ) : (
        <ul className="handover-open">
          {open.map(({ id, number, title, severity, status }) => (
            <li key={id}>
              <button
                type="button"
                className="handover-incident"
                title={title}
                onClick={() => {
                  closeHandover();
                  showIncident(id, true);
                }}
              >
                <span className="muted">#{number}</span>
                <bdi className="cut">{title}</bdi>
                <Badge>{severity}</Badge>
                <Badge tone={status === 'open' ? 'warn' : 'plain'}>{status}</Badge>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Notes({
  notes,
  schedule,
  onWritten,
}: {
  notes: HandoverView['notes'];
  schedule: string;
  onWritten: () => void;
}) {
  const [text, setText] = useState(() => kept(schedule));
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);

  async function write(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setTrouble('');
    try {
      const said = await call('handover.note', { schedule, text: text.trim() });
      if (!said.ok) return setTrouble(said.text);
      keep(schedule, '');
      setText('');
      onWritten();
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="handover-notes" aria-label="Notes">
      <h3>Notes</h3>
      {notes.length === 0 && <p className="muted">Nobody has written one.</p>}
      {notes.length > 0 && (
        <ol className="handover-written">
          {notes.map(({ at, by, text: words }) => (
            <li key={`${at} ${by.id}`}>
              <PersonDot person={by} size="small" />
              <p className="handover-note selectable">
                <bdi>{words}</bdi>
              </p>
              <Time at={at} className="muted" />
            </li>
          ))}
        </ol>
      )}
      <form className="handover-write" onSubmit={(event) => void write(event)}>
        <TextArea
          label="Write a note for the next one"
          placeholder="What to watch, what is half done, whom to ask"
          error={trouble && `Not written: ${trouble}`}
          maxLength={10_000}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            keep(schedule, event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
          }}
        />
        <Button type="submit" look="primary" keyHint="Ctrl+Enter" disabled={busy || text.trim() === ''}>
          Leave the note
        </Button>
      </form>
    </section>
  );
}

function Who({ person }: { person: PersonView | null }) {
  return person ? <PersonDot person={person} named /> : <span>Nobody</span>;
}

/** What is half typed outlives the dialog. */
function kept(schedule: string): string {
  return localStorage.getItem(`handover:${schedule}`) ?? '';
}

function keep(schedule: string, text: string): void {
  if (text === '') localStorage.removeItem(`handover:${schedule}`);
  else localStorage.setItem(`handover:${schedule}`, text);
}
