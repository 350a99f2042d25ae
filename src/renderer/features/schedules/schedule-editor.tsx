import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { LayerDraft, ScheduleDraft } from '../../../contract/rota/schedule-views';
import type { PersonView, TeamView } from '../../../contract/views';
import { printWall, type Wall, wallOf } from '../../../core/time/wall';
import { call } from '../../bridge';
import { useCommands } from '../../keys/commands';
import { ScheduleExport } from '../../parts/schedule-export';
import { ScheduleField } from '../../parts/schedule-field';
import { moved, replaced, without } from '../../parts/schedule-lists';
import { openSchedule } from '../../parts/schedule-place';
import { useReorder } from '../../parts/schedule-reorder';
import { mondayOf } from '../../parts/schedule-weeks';
import { ScheduleZoneField } from '../../parts/schedule-zone-field';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import { idFrom, newLayer } from './draft-edit';
import { drop, hold, useDrafts } from './draft-store';
import { EditorFoot } from './editor-foot';
import { FileTrouble, fileErrors } from './file-trouble';
import { LayerCard } from './layer-card';
import { OverrideList } from './override-list';
import { PreviewPane } from './preview-pane';
import { RemoveSchedule } from './remove-schedule';
import './schedule-editor.css';
import { usePreview } from './use-preview';

const NINE = 9 * 3_600_000;
const NO_PEOPLE: readonly PersonView[] = [];

/** Edits one schedule: typed on the left, seen on the right, written into the team file when it is saved. */
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
  if (!file || !draft)
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
}

function Editor({
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
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const me = useMirror((mirror) => mirror.status?.me);
  const previewed = usePreview(draft, id, rotaVersion);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const form = useRef<HTMLDivElement>(null);
  const people = team?.people ?? NO_PEOPLE;
  const problems = previewed.preview?.problems ?? [];
  const errors = fileErrors(team);
  const isNew = id === '';
  const wall = wallNow(draft.timeZone, team?.timeZone ?? 'UTC');

  function change(part: Partial<ScheduleDraft>): void {
    setRefused('');
    hold(id, base, { ...draft, ...part });
  }
  const layers = useReorder(draft.layers.length, (from, to) =>
    change({ layers: moved(draft.layers, from, to) }),
  );
  const changeLayer = (index: number, part: Partial<LayerDraft>) => {
    const layer = draft.layers[index];
    if (layer) change({ layers: replaced(draft.layers, index, { ...layer, ...part }) });
  };

  async function save(): Promise<void> {
    if (errors.length > 0 || busy || !dirty) return;
    setBusy(true);
    try {
      const { ok, text } = await call('schedule.save', { draft, replaces: inFile ? id : '' });
      if (!ok) return setRefused(text);
      drop(id);
      say('good', text || 'Saved');
      openSchedule(isNew ? null : draft.id);
    } catch (error) {
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

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
      <FileTrouble errors={errors} />
      {dirty && JSON.stringify(base) !== JSON.stringify(inFile) && (
        <p className="editor-notice" role="status">
          {inFile
            ? 'The team file’s version of this schedule changed since you began. Saving puts yours in its place; discarding takes the new one.'
            : 'This schedule is no longer in the team file. Saving adds it again.'}
        </p>
      )}
      <div
        className="editor"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
          event.preventDefault();
          void save();
        }}
      >
        <div className="editor-form" ref={form}>
          <div className="editor-head">
            <ScheduleField label="Name" at="name" problems={problems}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  placeholder="Primary"
                  autoComplete="off"
                  maxLength={200}
                  value={draft.name}
                  onChange={(event) =>
                    change({
                      name: event.target.value,
                      ...(isNew && (draft.id === '' || draft.id === idFrom(draft.name))
                        ? { id: idFrom(event.target.value) }
                        : {}),
                    })
                  }
                />
              )}
            </ScheduleField>
            <ScheduleField
              label="Id"
              hint={draft.id && `Escalations call it schedule:${draft.id}`}
              at="id"
              problems={problems}
            >
              {(control) => (
                <input
                  {...control}
                  type="text"
                  spellCheck={false}
                  autoComplete="off"
                  maxLength={60}
                  value={draft.id}
                  onChange={(event) => change({ id: event.target.value })}
                />
              )}
            </ScheduleField>
            <ScheduleZoneField
              value={draft.timeZone}
              at="timeZone"
              problems={problems}
              near={zonesOf(team)}
              onChange={(timeZone) => change({ timeZone })}
            />
          </div>
          <section className="editor-part" aria-label="Layers" data-at="layers">
            <header className="editor-part-head">
              <h2 className="section-title">Layers</h2>
              <p className="muted">Where several have somebody, the lowest in this list wins.</p>
            </header>
            <ol className="layers" ref={layers.listRef} aria-label="Layers">
              {draft.layers.map((layer, index) => (
                <LayerCard
                  // Ids are typed and may be half of one; the place is the steady name.
                  // oxlint-disable-next-line react/no-array-index-key
                  key={index}
                  layer={layer}
                  index={index}
                  reorder={layers}
                  team={people}
                  problems={problems}
                  onChange={(part) => changeLayer(index, part)}
                  onRemove={() => change({ layers: without(draft.layers, index) })}
                />
              ))}
            </ol>
            <span>
              <Button
                glyph="plus"
                onClick={() =>
                  change({
                    layers: [
                      ...draft.layers,
                      newLayer(
                        draft,
                        people.map((person) => person.id),
                        wall.monday,
                      ),
                    ],
                  })
                }
              >
                Add a layer
              </Button>
            </span>
          </section>
          <section className="editor-part" aria-label="Overrides in the team file" data-at="overrides">
            <header className="editor-part-head">
              <h2 className="section-title">Overrides in the team file</h2>
              <p className="muted">Trades and overrides made on the calendar are kept apart, in the log.</p>
            </header>
            <OverrideList
              overrides={draft.overrides}
              people={people}
              today={wall.today}
              problems={problems}
              onChange={(overrides) => change({ overrides })}
            />
          </section>
        </div>
        <div className="editor-preview">
          <PreviewPane
            previewed={previewed}
            people={people}
            me={me?.id ?? ''}
            zone={wall.zone}
            foreign={me !== undefined && me.timeZone !== wall.zone}
            isNew={isNew}
          />
        </div>
      </div>
      <EditorFoot
        dirty={dirty}
        busy={busy}
        isNew={isNew}
        previewed={previewed}
        problems={problems}
        refused={refused}
        off={errors.length > 0 ? 'Saving is off while watchbill.yaml has a mistake' : ''}
        onSave={() => void save()}
        onDiscard={() => {
          drop(id);
          setRefused('');
          if (isNew || !inFile) openSchedule(null);
        }}
        onShow={(at) => show(form.current, at)}
      />
      <RemoveSchedule
        schedule={asking ? { id, name: inFile?.name || id } : null}
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

function BackButton() {
  return (
    <Button glyph="chevron-left" onClick={() => openSchedule(null)}>
      All schedules
    </Button>
  );
}

/** Esc: out of the field, then back to the list. The draft is kept. */
function leave(): void {
  const { activeElement } = document;
  if (
    activeElement instanceof HTMLInputElement ||
    activeElement instanceof HTMLTextAreaElement ||
    activeElement instanceof HTMLSelectElement
  )
    activeElement.blur();
  else openSchedule(null);
}

/** Puts the keyboard into the field that a problem is about, or into the nearest around it. */
function show(form: HTMLElement | null, at: string): void {
  const parts = at.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = form?.querySelector<HTMLElement>(`[data-at="${CSS.escape(parts.slice(0, length).join('.'))}"]`);
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    found.querySelector<HTMLElement>('input, select, button:not(:disabled)')?.focus();
    return;
  }
}

function zonesOf(team: TeamView | null): readonly string[] {
  return team ? [...new Set([team.timeZone, ...team.people.map(({ timeZone }) => timeZone)])] : [];
}

/** Today and this week's Monday 09:00 on the wall of a zone; of another one while the zone is half typed. */
function wallNow(typed: string, otherwise: string): { zone: string; today: string; monday: string } {
  const now = Date.now();
  for (const zone of [typed, otherwise, 'UTC']) {
    try {
      return {
        zone,
        today: printWall(wallOf(now, zone)).slice(0, 10),
        monday: printWall((mondayOf(now, zone) + NINE) as Wall),
      };
    } catch {
      // Not a zone yet.
    }
  }
  throw new Error('UTC is unknown');
}
