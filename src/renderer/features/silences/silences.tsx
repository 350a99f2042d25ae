import { useState } from 'react';
import type { MaintenanceView, SilenceView } from '../../../contract/mute/mute-views';
import { call } from '../../bridge';
import { useNow } from '../../lib/use-now';
import { SilenceDialog } from '../../parts/silence-dialog';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { List } from '../../ui/list';
import { Screen, Section } from '../../ui/screen';
import { MaintenanceDialog } from './maintenance-dialog';
import { MaintenanceRow } from './maintenance-row';
import { SilenceRow } from './silence-row';
import './silences.css';

type Both = { readonly silences: readonly SilenceView[]; readonly maintenance: readonly MaintenanceView[] };

const ask = async (): Promise<Both> => {
  const [silences, maintenance] = await Promise.all([
    call('silences.list', {}),
    call('maintenance.list', {}),
  ]);
  return { silences, maintenance };
};
/** What begins or ends by itself, and what it holds, is looked at anew so often. Milliseconds. */
const EVERY = 10_000;

/** What is held back on purpose: silences, and maintenance that is planned or going on. */
export function SilencesScreen() {
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const now = useNow(EVERY);
  const { value, trouble, again } = useAsked(ask, `${rotaVersion} ${now}`);
  const [open, setOpen] = useState<'silence' | 'maintenance' | null>(null);
  const close = (): void => {
    setOpen(null);
    again();
  };
  return (
    <Screen
      title="Silences"
      tools={
        <>
          <Button glyph="pause" onClick={() => setOpen('maintenance')}>
            Begin maintenance
          </Button>
          <Button look="primary" glyph="state-silenced" onClick={() => setOpen('silence')}>
            Silence alerts
          </Button>
        </>
      }
    >
      {trouble && (
        <p className="silences-wrong" role="alert">
          The silences cannot be read: {trouble}{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {value && <Lists {...value} now={now} onSilence={() => setOpen('silence')} onChanged={again} />}
      {open === 'silence' && <SilenceDialog chips={[]} onClose={close} />}
      {open === 'maintenance' && <MaintenanceDialog onClose={close} />}
    </Screen>
  );
}

function Lists({
  silences,
  maintenance,
  now,
  onSilence,
  onChanged,
}: Both & { now: number; onSilence: () => void; onChanged: () => void }) {
  const current = silences.filter(({ state }) => state !== 'ended');
  const ended = silences.filter(({ state }) => state === 'ended');
  return (
    <div className="silences">
      <Section title="In force and to come">
        {current.length === 0 ? (
          <EmptyState
            glyph="state-silenced"
            title="Nothing is silenced"
            actions={<Button onClick={onSilence}>Silence alerts</Button>}
          >
            A silence holds back pages about some alerts until a time. They are still stored and shown.
          </EmptyState>
        ) : (
          <List label="Silences">
            {current.map((silence) => (
              <SilenceRow key={silence.id} silence={silence} now={now} onChanged={onChanged} />
            ))}
          </List>
        )}
      </Section>
      <Section title="Maintenance" text="No page about these services while they are worked on.">
        {maintenance.length === 0 ? (
          <p className="silences-none">
            None is planned. Plan it in the team file, begin it here, or have a deployment do it:{' '}
            <code>watchbill maintenance start</code>.
          </p>
        ) : (
          <List label="Maintenance">
            {maintenance.map((one) => (
              <MaintenanceRow key={one.id} maintenance={one} now={now} onChanged={onChanged} />
            ))}
          </List>
        )}
      </Section>
      {ended.length > 0 && (
        <Section title="Silences that ended this week">
          <List label="Silences that ended">
            {ended.map((silence) => (
              <SilenceRow key={silence.id} silence={silence} now={now} onChanged={onChanged} />
            ))}
          </List>
        </Section>
      )}
    </div>
  );
}
