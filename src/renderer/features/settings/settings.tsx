import type { Input } from '../../../contract/bridge';
import { call } from '../../bridge';
import { PracticeCheck } from '../../parts/practice-check';
import { tell } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { Screen, Section } from '../../ui/screen';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import { About } from './about';
import { PortField } from './port-field';
import { Secrets } from './secrets';
import './settings.css';
import { ShortcutField } from './shortcut-field';
import { SoundSettings } from './sound-settings';
import { YourData } from './your-data';

/** How this desktop looks, sounds and starts. Every change takes effect at once and is kept. */
export function SettingsScreen() {
  const settings = useMirror((mirror) => mirror.settings);

  /** Shown as changed at once; what the shell kept comes back as the answer. A refusal becomes a toast and undoes it. */
  async function change(part: Input<'settings.set'>): Promise<void> {
    const before = useMirror.getState().settings;
    if (!before) return;
    useMirror.setState({ settings: { ...before, ...part } });
    const well = await tell(async () => {
      useMirror.setState({ settings: await call('settings.set', part) });
    });
    if (!well) useMirror.setState({ settings: before });
  }

  return (
    <Screen title="Settings">
      {!settings ? (
        <p className="muted">Reading the settings…</p>
      ) : (
        <div className="settings">
          <div className="settings-column">
            <Section
              title="Practice page"
              text="Proves that a page reaches you on this desktop, by each channel."
            >
              <PracticeCheck />
            </Section>
            <SoundSettings settings={settings} onChange={change} />
          </div>
          <div className="settings-column">
            <Section title="Being paged">
              <div className="settings-card">
                <div className="settings-line">
                  <div className="settings-words">
                    <span className="settings-name">How you are reached</span>
                    <span className="settings-hint">
                      Your phone, chat or e-mail, and what pages you when.
                    </span>
                  </div>
                  <Button onClick={() => goTo('reach')}>Set up…</Button>
                </div>
                <ShortcutField
                  value={settings.answerShortcut}
                  onChange={(answerShortcut) => change({ answerShortcut })}
                />
                <Switch
                  label="Keep the pop-up discreet"
                  hint="It shows severity and service only: for shared screens and open-plan offices."
                  checked={settings.redact}
                  onChange={(redact) => void change({ redact })}
                />
                <Switch
                  label="Start at login"
                  hint="The pager comes up in the tray. Without it nobody pages you until you open Watchbill."
                  checked={settings.startAtLogin}
                  onChange={(startAtLogin) => void change({ startAtLogin })}
                />
              </div>
            </Section>
            <Section title="Look">
              <div className="settings-card">
                <div className="settings-line">
                  <span className="settings-name">Theme</span>
                  <Segmented
                    label="Theme"
                    value={settings.theme}
                    segments={[
                      { value: 'system', label: 'As the system' },
                      { value: 'light', label: 'Light' },
                      { value: 'dark', label: 'Dark' },
                    ]}
                    onChange={(theme) => void change({ theme })}
                  />
                </div>
                <div className="settings-line">
                  <span className="settings-name">Contrast</span>
                  <Segmented
                    label="Contrast"
                    value={settings.contrast}
                    segments={[
                      { value: 'normal', label: 'Normal' },
                      { value: 'high', label: 'High' },
                    ]}
                    onChange={(contrast) => void change({ contrast })}
                  />
                </div>
              </div>
            </Section>
            <YourData />
          </div>
          <div className="settings-column">
            <Section
              title="Listener"
              text="Where senders reach this desktop. It answers to programs on this machine only."
            >
              <PortField key={settings.port} port={settings.port} onChange={(port) => change({ port })} />
            </Section>
            <Secrets />
            <About />
          </div>
        </div>
      )}
    </Screen>
  );
}
