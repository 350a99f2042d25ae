import { create } from 'zustand';
import type { Output, Push } from '../../contract/bridge';
import type { PracticeView } from '../../contract/views/practice';
import type { RingingView } from '../../contract/views/ringing';
import type { StatusView } from '../../contract/views/status';

export type Settings = Output<'settings.get'>;
export type FirstRun = Output<'firstRun.get'>;

/** What the engine and the shell last told this window. Only connect.ts writes it. */
export type Mirror = {
  readonly status: StatusView | null;
  readonly ringing: RingingView | null;
  readonly settings: Settings | null;
  readonly practice: PracticeView | null;
  readonly firstRun: FirstRun | null;
  /** Rises with every change of the queue; what shows incidents fetches again. */
  readonly queueVersion: Push<'queue'>['version'];
  /** Rises with every change of the rota: shifts, offers, absences. */
  readonly rotaVersion: number;
  readonly sync: Push<'sync'> | null;
  readonly plan: Push<'plan'> | null;
  /** Why the first answers did not come; '' while all is well. */
  readonly trouble: string;
};

export const useMirror = create<Mirror>()(() => ({
  status: null,
  ringing: null,
  settings: null,
  practice: null,
  firstRun: null,
  queueVersion: 0,
  rotaVersion: 0,
  sync: null,
  plan: null,
  trouble: '',
}));

/** The zone times are shown in: the person's own; until it is known, the system's. */
export function useZone(): string {
  return useMirror((mirror) => mirror.status?.me.timeZone) ?? systemZone();
}

function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
