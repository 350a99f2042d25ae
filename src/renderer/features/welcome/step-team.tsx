import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../contract/bridge';
import { call } from '../../bridge';
import { useMirror } from '../../state/mirror';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { FolderState } from './folder-state';
import { personId } from './person-id';
import { suggestFolder } from './suggest-folder';
import { WhoAmI } from './who-am-i';

type Report = Output<'firstRun.inspect'>;

/** Who I am and which team folder: a new one, or one that exists. */
export function StepTeam({ onDone }: { onDone: () => void }) {
  const chosen = useMirror((mirror) => mirror.firstRun?.folder ?? '');
  const [folder, setFolder] = useState(chosen || suggestFolder(''));
  /** Follows the team's name until somebody writes or chooses a folder. */
  const [suggesting, setSuggesting] = useState(chosen === '');
  const [report, setReport] = useState<Report | null>(null);
  const [teamName, setTeamName] = useState('');
  const [me, setMe] = useState({ id: '', name: '', email: '' });
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);

  const inspect = useCallback(async (path: string) => {
    if (path === '') return setReport(null);
    try {
      setReport(await call('firstRun.inspect', { folder: path }));
      setTrouble('');
    } catch (error) {
      setReport(null);
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }, []);

  // Looked at a moment after the last key, not at every key.
  useEffect(() => {
    const timer = setTimeout(() => void inspect(folder.trim()), 250);
    return () => clearTimeout(timer);
  }, [folder, inspect]);

  function takeFolder(path: string): void {
    setSuggesting(false);
    setFolder(path);
  }

  function takeName(name: string): void {
    setTeamName(name);
    if (suggesting) setFolder(suggestFolder(name));
  }

  async function choose(): Promise<void> {
    try {
      const { folder: chosen } = await call('shell.chooseFolder', {});
      if (chosen !== null) takeFolder(chosen);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  const creates = report?.state === 'empty' || report?.state === 'missing';
  const joins = report?.state === 'team';
  const known = me.id !== '' && joins && report.people.some(({ id }) => id === me.id);
  const ready =
    report !== null &&
    (creates || joins) &&
    (known || me.name.trim() !== '') &&
    (joins || teamName.trim() !== '');

  async function go(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setTrouble('');
    const taken = report.people.map(({ id }) => id);
    const person = known ? me : { ...me, name: me.name.trim(), id: personId(me.name, taken) };
    try {
      const { ok, text } = await call('firstRun.useTeam', {
        folder: report.folder,
        create: creates,
        teamName: teamName.trim(),
        person,
      });
      if (ok) onDone();
      else setTrouble(text);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="welcome-form" onSubmit={(event) => void go(event)}>
      <div className="welcome-folder">
        <TextField
          label="Team folder"
          hint="A folder with a watchbill.yaml is joined; an empty or new one becomes a team."
          value={folder}
          spellCheck={false}
          autoComplete="off"
          maxLength={4000}
          onChange={(event) => takeFolder(event.target.value)}
        />
        <Button glyph="folder" onClick={() => void choose()}>
          Choose…
        </Button>
      </div>
      {report && <FolderState report={report} />}
      {creates && (
        <TextField
          label="Name of the team"
          placeholder="Payments"
          value={teamName}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => takeName(event.target.value)}
        />
      )}
      {(creates || joins) && <WhoAmI people={joins ? report.people : []} me={me} onChange={setMe} />}
      {trouble && (
        <p className="welcome-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="welcome-acts">
        <Button look="primary" size="large" type="submit" disabled={!ready || busy}>
          {busy ? 'Starting…' : joins ? 'Join this team' : 'Create the team'}
        </Button>
      </div>
    </form>
  );
}
