import { create } from 'zustand';
import type { QueueFilter } from '../../contract/views/queue';

export type ScreenName =
  | 'queue'
  | 'calendar'
  | 'schedules'
  | 'fairness'
  | 'plan'
  | 'sources'
  | 'team'
  | 'settings'
  | 'practice'
  | 'readiness'
  | 'reach'
  | 'silences'
  | 'policies'
  | 'explain'
  | 'noise';

/** What this window alone knows: where it is and what is picked. */
export type ScreenState = {
  readonly screen: ScreenName;
  /** The incident under the cursor of the queue, shown in the detail pane. */
  readonly incident: string | null;
  /** Whether that incident fills the window. */
  readonly full: boolean;
  readonly filter: QueueFilter;
  /** Incidents picked for a bulk action. */
  readonly marked: ReadonlySet<string>;
  /** What is open over the screen. */
  readonly over: 'palette' | 'keys' | null;
  /** Whether the note field is to take the keyboard as soon as it is there. */
  readonly wantsNote: boolean;
};

export const WHOLE_QUEUE: QueueFilter = {
  status: 'unresolved',
  severities: [],
  services: [],
  sources: [],
  text: '',
};

export const useScreen = create<ScreenState>()(() => ({
  screen: 'queue',
  incident: null,
  full: false,
  filter: WHOLE_QUEUE,
  marked: new Set<string>(),
  over: null,
  wantsNote: false,
}));

const { setState: set, getState: get } = useScreen;

export function goTo(screen: ScreenName): void {
  set({ screen, full: false, over: null });
}

/** Shows an incident: in the pane beside the queue, or in the whole window. */
export function showIncident(incident: string | null, full = get().full): void {
  set({ screen: 'queue', incident, full: incident !== null && full, over: null });
}

export function closeIncident(): void {
  set({ full: false });
}

/** Changes parts of the filter; what was marked under the old one is let go. */
export function setFilter(part: Partial<QueueFilter>): void {
  set({ filter: { ...get().filter, ...part }, marked: new Set() });
}

export function setMarked(marked: ReadonlySet<string>): void {
  set({ marked });
}

export function toggleMarked(id: string): void {
  const marked = new Set(get().marked);
  if (!marked.delete(id)) marked.add(id);
  set({ marked });
}

export function openOver(over: ScreenState['over']): void {
  set({ over });
}

/** Asks the note field to take the keyboard, now or when it appears; it takes the wish back. */
export function wantNote(wantsNote: boolean): void {
  set({ wantsNote });
}

/** Whether a filter leaves anything out besides its status. */
export function isNarrowed({ severities, services, sources, text }: QueueFilter): boolean {
  return severities.length + services.length + sources.length > 0 || text.trim() !== '';
}
