import { useState } from 'react';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { tell } from '../../state/act';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Glyph } from '../../ui/glyph';
import { Section } from '../../ui/screen';

const ask = () => call('secrets.status', {});
const LOOKS = {
  encrypted: { glyph: 'lock', tone: 'good', title: 'Encrypted' },
  'plain-file': { glyph: 'warning', tone: 'bad', title: 'Not encrypted' },
  'session-only': { glyph: 'clock', tone: 'warn', title: 'For this session only' },
} as const;

/** Where passwords and tokens of sources are, in words; a file that is not encrypted only after an explicit yes. */
export function Secrets() {
  const { value: status, trouble, again } = useAsked(ask);
  const [asking, setAsking] = useState(false);

  async function allow(yes: boolean): Promise<void> {
    setAsking(false);
    await tell(() => call('secrets.allowPlain', { allow: yes }));
    again();
  }

  const look = status ? LOOKS[status.state] : null;
  return (
    <Section title="Secrets" text="Passwords and tokens of sources. They never stand in the team folder.">
      <div className="settings-card">
        {trouble && (
          <p className="settings-bad" role="alert">
            {trouble}
          </p>
        )}
        {status && look && (
          <div className="settings-line">
            <span className={`settings-mark settings-mark-${look.tone}`}>
              <Glyph name={look.glyph} />
            </span>
            <div className="settings-words">
              <span className="settings-name">{look.title}</span>
              <span className="settings-hint">{status.text}</span>
            </div>
            {status.state === 'session-only' && (
              <Button onClick={() => setAsking(true)}>Keep them in a file…</Button>
            )}
            {status.state === 'plain-file' && (
              <Button onClick={() => void allow(false)}>Stop keeping them</Button>
            )}
          </div>
        )}
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Keep secrets in a file that is not encrypted?"
        text="This desktop offers no keychain. In a plain file your secrets survive a restart, and every program you run, and whoever gets at your disk or its backups, can read them."
        actions={
          <>
            <Button onClick={() => void allow(true)}>Keep them, not encrypted</Button>
            <Button look="primary" onClick={() => setAsking(false)}>
              Enter them at each start
            </Button>
          </>
        }
      />
    </Section>
  );
}
