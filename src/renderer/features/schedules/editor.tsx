import { useRef, useState } from 'react';
import type { ScheduleDraft } from '../../../contract/rota/schedule-views';
import type { PersonView } from '../../../contract/views/people';
import type { TeamView } from '../../../contract/views/team';
import { call } from '../../bridge';
import { useCommands } from '../../keys/commands';
import { RemoveFromTeam } from '../../parts/remove-from-team';
import { ScheduleExport } from '../../parts/schedule-export';
import { openSchedule, useSchedulePlace } from '../../parts/schedule-place';
import { useMirror } from '../../state/mirror';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import { BackButton } from './back-button';
import { newLayer, sameDraft } from './draft-edit';
import { drop, hold } from './draft-store';
import { EditorFoot } from './editor-foot';
import { EditorNotices } from './editor-notices';
import { fileErrors } from './file-trouble';
import { LayerList } from './layer-list';
import { OverrideList } from './override-list';
import { PreviewPane } from './preview-pane';
import './schedule-editor.css';
import { ScheduleFields } from './schedule-fields';
import { showField } from './show-field';
import { usePreview } from './use-preview';
import { useSave } from './use-save';
import { useSaveKey } from './use-save-key';
import { wallNow } from './wall-now';

const NO_PEOPLE: readonly PersonView[] = [];

/** A draft on the left, what it would do on the right; written into the team file when it is saved. */
export function Editor({
  id,
  team,
  draft,
  inFile,
  base,
  dirty,
}: {
  id: string;
  team: TeamView | null;
  draft: ScheduleDraft;
  /** As the team file has it now; null for a new one. */
  inFile: ScheduleDraft | null;
  /** As the team file had it when editing began. */
  base: ScheduleDraft | null;
  dirty: boolean;
}) {
  const me = useMirror((mirror) => mirror.status?.me);
  const previewed = usePreview(
    draft,
    id,
    useMirror((mirror) => mirror.rotaVersion),
  );
  const [asking, setAsking] = useState(false);
  const [opened] = useState(() => Date.now());
  const form = useRef<HTMLDivElement>(null);
  const people = team?.people ?? NO_PEOPLE;
  const problems = previewed.preview?.problems ?? [];
  const errors = fileErrors(team);
  const isNew = id === '';
  /** The file's version was changed by somebody else since editing began: a person must choose. */
  const conflict = dirty && base !== null && inFile !== null && !sameDraft(base, inFile);
  const wall = wallNow(draft.timeZone, team?.timeZone ?? 'UTC', opened);
  const zone = previewed.zone || wall.zone;
  const off =
    errors.length > 0
      ? 'Saving is off while watchbill.yaml has a mistake.'
      : conflict
        ? 'Saving waits until you chose between yours and the file’s.'
        : '';
  const { save, busy, refused, forget } = useSave({
    draft,
    replaces: inFile ? id : '',
    base: inFile ? base : null,
    ready: dirty && off === '',
    onSaved: (text) => {
      drop(id);
      say('good', text || 'Saved');
      // Who has gone elsewhere meanwhile is not brought back.
      if (useSchedulePlace.getState().open === id)
        useSchedulePlace.setState({ open: isNew ? null : draft.id });
    },
  });
  const change = (part: Partial<ScheduleDraft>) => {
    forget();
    hold(id, base, { ...draft, ...part });
  };
  useSaveKey(save);
  useCommands({ back: leave }, 5);

  return (
    <Screen
      title={draft.name || draft.id || 'New schedule'}
      fill
      tools={
        <>
          {!isNew && <ScheduleExport schedule={{ id, name: draft.name || id }} />}
          {!isNew && (
            <Button look="danger" glyph="trash" onClick={() => setAsking(true)}>
              Remove
            </Button>
          )}
          <BackButton />
        </>
      }
    >
      <EditorNotices
        errors={errors}
        conflict={conflict}
        gone={dirty && !isNew && inFile === null}
        onMine={() => hold(id, inFile, draft)}
        onTheirs={() => drop(id)}
      />
      <div className="editor">
        <div className="editor-form" ref={form}>
          <ScheduleFields
            draft={draft}
            isNew={isNew}
            zones={zonesOf(team)}
            problems={problems}
            onChange={change}
          />
          <LayerList
            layers={draft.layers}
            team={people}
            problems={problems}
            fresh={() =>
              newLayer(
                draft,
                people.map((person) => person.id),
                wall.monday,
              )
            }
            onChange={(layers) => change({ layers })}
          />
          <OverrideList
            overrides={draft.overrides}
            people={people}
            today={wall.today}
            problems={problems}
            onChange={(overrides) => change({ overrides })}
          />
        </div>
        <PreviewPane
          previewed={previewed}
          people={people}
          me={me?.id ?? ''}
          zone={zone}
          foreign={me !== undefined && me.timeZone !== zone}
          isNew={isNew}
        />
      </div>
      <EditorFoot
        dirty={dirty}
        busy={busy}
        isNew={isNew}
        previewed={previewed}
        problems={problems}
        refused={refused}
        off={off}
        onSave={save}
        onDiscard={() => {
          drop(id);
          forget();
          if (!inFile) openSchedule(null);
        }}
        onShow={(at) => showField(form.current, at)}
      />
      <RemoveFromTeam
        name={asking ? inFile?.name || id : null}
        text="It goes out of watchbill.yaml for everyone. Whoever is on call by it is not any more, and escalations that name it page nobody by it."
        remove={() => call('schedule.remove', { id })}
        onClose={() => setAsking(false)}
        onRemoved={(text) => {
          setAsking(false);
          drop(id);
          say('good', text || 'Removed');
          openSchedule(null);
        }}
      />
    </Screen>
  );
}

/** Esc: out of the field, then back to the list. The draft is kept. */
function leave(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('input, textarea, select'))
    activeElement.blur();
  else openSchedule(null);
}

function zonesOf(team: TeamView | null): readonly string[] {
  return team ? [...new Set([team.timeZone, ...team.people.map(({ timeZone }) => timeZone)])] : [];
}
