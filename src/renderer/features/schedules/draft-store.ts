import { create } from 'zustand';
import type { ScheduleDraft } from '../../../contract/rota/schedule-views';
import { sameDraft } from './draft-edit';

/** What was typed and not saved, and what the team file said when it was begun (null: nothing, it is new). */
export type Held = { readonly base: ScheduleDraft | null; readonly draft: ScheduleDraft };

const KEPT = 'schedule-drafts';

/** Drafts by the id of the schedule they are to replace; '' is the new one. They outlive the screen and the window. */
export const useDrafts = create<{ readonly held: Readonly<Record<string, Held>> }>()(() => ({
  held: read(),
}));

useDrafts.subscribe(({ held }) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify(held));
  } catch {
    // Full or forbidden: the drafts last as long as the window.
  }
});

/** Keeps what was typed; a draft that says what the team file says is none. */
export function hold(key: string, base: ScheduleDraft | null, draft: ScheduleDraft): void {
  if (base && sameDraft(base, draft)) drop(key);
  else useDrafts.setState(({ held }) => ({ held: { ...held, [key]: { base, draft } } }));
}

/** Forgets a draft: saved, or let go of. */
export function drop(key: string): void {
  useDrafts.setState(({ held }) => ({
    held: Object.fromEntries(Object.entries(held).filter(([other]) => other !== key)),
  }));
}

function read(): Record<string, Held> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const all = Object.entries(kept as Record<string, Partial<Held> | null>);
    return Object.fromEntries(all.filter((entry): entry is [string, Held] => isHeld(entry[1])));
  } catch {
    return {};
  }
}

/** Written by another version, it may be anything. */
function isHeld(held: Partial<Held> | null): held is Held {
  const draft = held?.draft;
  return (
    Array.isArray(draft?.layers) &&
    Array.isArray(draft.overrides) &&
    [draft.id, draft.name, draft.timeZone].every((text) => typeof text === 'string') &&
    draft.layers.every((layer) => Array.isArray(layer.people) && Array.isArray(layer.hours))
  );
}
