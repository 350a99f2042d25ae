import type { StatusView } from '../../contract/views/status';
import type { State } from '../../core/step/state';
import type { Banners } from '../banners';
import type { CalendarParts } from '../calendars/calendar-desk';
import type { ChannelDesk } from '../channel-desk/channel-desk';
import type { KeepDesk } from '../keep/keep-desk';
import type { ScreenChannel } from '../notify/screen';
import type { PlanDesk } from '../plan/plan-desk';
import type { Clock, Gate, Secrets } from '../ports';
import type { Practice } from '../practice';
import type { WatchDesk } from '../readiness/watch-desk';
import type { NoticeDesk } from '../rota/notice-desk';
import type { RotaDesk } from '../rota/rota-desk';
import type { SenderTokens } from '../sender-tokens';
import type { Reader } from '../store/reader';
import type { TeamFolder } from '../store/team-folder';
import type { SyncDesk } from '../sync/sync-desk';
import type { Names } from '../views/names';
import type { WatchedSources } from '../watched-sources';

/** What the calls of a screen are answered from. */
export type HandlerParts = {
  readonly state: State;
  readonly names: () => Names;
  readonly reader: () => Reader | null;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly teamFolder: TeamFolder;
  readonly rota: RotaDesk;
  readonly calendars: CalendarParts;
  readonly notices: NoticeDesk;
  readonly sync: SyncDesk;
  readonly plan: PlanDesk;
  readonly keep: KeepDesk;
  readonly channels: ChannelDesk;
  /** Drills, heartbeats, readiness. */
  readonly watch: WatchDesk;
  readonly folder: string;
  readonly tokens: SenderTokens;
  readonly sources: WatchedSources;
  readonly screens: readonly ScreenChannel[];
  readonly practice: Practice;
  readonly banners: Banners;
  readonly status: () => StatusView;
  /** Whether facts become durable. */
  readonly storing: () => boolean;
  readonly listenerUrl: () => string;
  readonly pollNow: (id?: string) => void;
  /** After secrets changed: who lacks one is told anew. */
  readonly secretsChanged: () => Promise<void>;
};
