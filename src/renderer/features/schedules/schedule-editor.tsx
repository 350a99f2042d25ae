import { useCallback } from 'react';
import type { TeamView } from '../../../contract/views/team';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { Screen } from '../../ui/screen';
import { BackButton } from './back-button';
import { useDrafts } from './draft-store';
import { Editor } from './editor';

/** Edits one schedule ('': a new one): what was typed, or else what stands in the team file. */
export function ScheduleEditor({ id, team }: { id: string; team: TeamView | null }) {
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const load = useCallback(
    async () => ({ draft: id === '' ? null : await call('schedule.draft', { id }) }),
    [id],
  );
  const { value: file, trouble } = useAsked(load, rotaVersion);
  const held = useDrafts((drafts) => drafts.held[id]);
  const inFile = file?.draft ?? null;
  const draft = held?.draft ?? inFile;
  if (file && draft)
    return (
      <Editor
        id={id}
        team={team}
        draft={draft}
        inFile={inFile}
        base={held ? held.base : inFile}
        dirty={held !== undefined}
      />
    );
  return (
    <Screen title="Schedule" tools={<BackButton />}>
      {trouble && (
        <p className="schedules-trouble" role="alert">
          The schedule cannot be read: {trouble}
        </p>
      )}
      {file && <p>There is no schedule “{id}” in the team file.</p>}
    </Screen>
  );
}
