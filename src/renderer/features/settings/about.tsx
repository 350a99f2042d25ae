import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { copy } from '../../state/act';
import { Button } from '../../ui/button';
import { Section } from '../../ui/screen';

const ask = () => call('shell.about', {});

/** Where the data lives and what runs. */
export function About() {
  const { value: about } = useAsked(ask);
  if (!about) return null;
  return (
    <Section title="This Watchbill">
      <div className="settings-card">
        <Folder
          name="Team folder"
          hint="watchbill.yaml and runbooks, shared with the team."
          path={about.teamFolder}
        />
        <Folder name="Data" hint="Incidents and their facts, on this desktop." path={about.dataFolder} />
        <div className="settings-line">
          <div className="settings-words">
            <span className="settings-name">Version {about.version}</span>
            <span className="settings-hint">
              Electron {about.electron} on {about.platform}
              {about.developmentRuntime &&
                '. This is a development runtime: for trying and testing, not for relying on.'}
            </span>
          </div>
        </div>
      </div>
    </Section>
  );
}

function Folder({ name, hint, path }: { name: string; hint: string; path: string }) {
  return (
    <div className="settings-line">
      <div className="settings-words">
        <span className="settings-name">{name}</span>
        <bdi className="settings-path mono selectable" title={path}>
          {path || 'none yet'}
        </bdi>
        <span className="settings-hint">{hint}</span>
      </div>
      {path && (
        <Button
          look="quiet"
          size="small"
          glyph="copy"
          aria-label={`Copy the path of ${name}`}
          onClick={() => void copy(path, `the path of ${name.toLowerCase()}`)}
        />
      )}
    </div>
  );
}
