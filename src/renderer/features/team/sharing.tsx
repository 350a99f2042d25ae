import { useMemo, useState } from 'react';
import type { SyncView } from '../../../contract/rota/share-views';
import type { TeamView } from '../../../contract/views/team';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { tell } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Glyph } from '../../ui/glyph';
import { List, ListItem } from '../../ui/list';
import { PersonDot } from '../../ui/person-dot';
import { Section } from '../../ui/screen';
import { Switch } from '../../ui/switch';
import { Time } from '../../ui/time';

const STATES: Record<SyncView['state'], { tone: Tone; word: string; glyph: string }> = {
  off: { tone: 'plain', word: 'By hand', glyph: 'pause' },
  idle: { tone: 'good', word: 'In step', glyph: 'check' },
  working: { tone: 'accent', word: 'Working', glyph: 'sync' },
  failed: { tone: 'bad', word: 'Failed', glyph: 'warning' },
};

const ask = () => call('sync.get', {});

/** How the team folder reaches the others, what was done last, and whose desktops are heard of. */
export function Sharing({ team }: { team: TeamView }) {
  const pushed = useMirror((mirror) => mirror.sync);
  const version = useMirror((mirror) => mirror.rotaVersion);
  // A push tells of git's work; desktops are heard of with the rota.
  const because = useMemo(() => ({ pushed, version }), [pushed, version]);
  const { value: asked, trouble, again } = useAsked(ask, because);
  const [busy, setBusy] = useState(false);
  const sync = asked ?? pushed;
  if (!sync)
    return trouble ? (
      <p className="team-trouble" role="alert">
        How the folder is shared cannot be told: {trouble}
      </p>
    ) : null;

  async function run(what: () => Promise<SyncView>): Promise<void> {
    setBusy(true);
    await tell(what);
    setBusy(false);
    again();
  }

  const git = sync.kind === 'git';
  const state = STATES[sync.state];
  return (
    <div className="sharing">
      <Section
        title="The team folder"
        text={
          git
            ? 'A clone of a git repository. The team file, runbooks and the log travel with it; there is no server.'
            : 'A plain folder. Whatever keeps it in step between you, a synced or a network drive, carries the team file and the log.'
        }
        tools={
          git && (
            <Button
              glyph="sync"
              disabled={busy || sync.state === 'working'}
              onClick={() => void run(() => call('sync.now', {}))}
            >
              Pull and push now
            </Button>
          )
        }
      >
        {sync.logTrouble && (
          <p className="sharing-trouble" role="alert">
            <Glyph name="warning" /> What you do here does not reach the others: {sync.logTrouble}
          </p>
        )}
        {git && (
          <div className="sharing-card">
            <p className="sharing-state" role="status">
              <Badge tone={state.tone} glyph={state.glyph}>
                {state.word}
              </Badge>
              <span className="selectable">{sync.text}</span>
              {sync.lastAt !== null && <Time at={sync.lastAt} className="muted" />}
            </p>
            <dl className="sharing-facts">
              <dt>Branch</dt>
              <dd className="mono selectable">
                <bdi>{sync.branch || 'none'}</bdi>
              </dd>
              <dt>Remote</dt>
              <dd className="mono selectable">
                <bdi>{sync.remote || 'none: what you do stays on this machine'}</bdi>
              </dd>
            </dl>
            <Switch
              label="Pull, commit and push by itself"
              hint="Watchbill runs the git of this machine: it fetches every 15 seconds, commits only the files that it wrote itself, and pushes them. Other files you changed are left alone; in the team file, what you changed by hand goes along with the next edit on screen. While a merge or rebase of yours is unfinished it does nothing, and where two changes conflict it takes its own back; it says so."
              checked={sync.auto}
              disabled={busy}
              onChange={(auto) => void run(() => call('sync.set', { auto }))}
            />
          </div>
        )}
      </Section>
      {git && sync.steps.length > 0 && (
        <Section title="What it did">
          <ol className="sharing-steps" aria-label="Steps, newest first">
            {sync.steps.map(({ at, text, ok }) => (
              <li key={`${at} ${text}`} className={ok ? '' : 'sharing-bad'}>
                <Glyph name={ok ? 'check' : 'warning'} size={14} label={ok ? 'Done' : 'Failed'} />
                <span className="selectable">
                  <bdi>{text}</bdi>
                </span>
                <Time at={at} className="muted" />
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section
        title="Desktops heard of"
        text="Each writes a file of its own into the folder’s log; together they are what the team did."
      >
        {sync.desktops.length === 0 ? (
          <p className="muted">
            None yet. The first trade, override or acknowledgement writes the first one.
          </p>
        ) : (
          <List label="Desktops">
            {[...sync.desktops]
              .sort((a, b) => b.lastAt - a.lastAt)
              .map(({ id, person, lastAt }) => {
                const known = team.people.find((one) => one.id === person);
                return (
                  <ListItem
                    key={id}
                    mark={known ? <PersonDot person={known} /> : <Glyph name="window" />}
                    title={<bdi>{known?.name ?? (person || id)}</bdi>}
                    text={<bdi className="mono">{id}</bdi>}
                    end={
                      <span className="muted">
                        heard <Time at={lastAt} />
                      </span>
                    }
                  />
                );
              })}
          </List>
        )}
      </Section>
    </div>
  );
}
