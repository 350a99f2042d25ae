import type { PlanView } from '../../contract/rota/plan-views';
import type { NoticeView } from '../../contract/rota/rota-views';
import type { SyncView } from '../../contract/rota/share-views';
import type { PersonId } from '../../core/kernel/ids';
import type { Rota } from '../../core/schedule/rota';
import type { Input } from '../../core/step/input';
import type { Act } from '../../core/team-log/act';
import { heardActs, heardOpenings } from '../../core/team-log/heard-acts';
import { makePlanDesk, type PlanDesk } from '../plan/plan-desk';
import type { Clock, Log } from '../ports';
import type { TeamFolder } from '../store/team-folder';
import { TEAM_FILE } from '../store/team-folder-file';
import type { TeamLog } from '../store/team-log';
import { openSyncDesk, type SyncDesk } from '../sync/sync-desk';
import type { Names } from '../views/names';
import { type NoticeDesk, openNoticeDesk } from './notice-desk';
import { watchHandoffs } from './rota-clock';
import type { RotaChange, RotaDesk } from './rota-desk';

/** What goes on around the rota while the engine runs: news for this person, sharing, planning, handoffs. */
export type RotaRoom = {
  readonly notices: NoticeDesk;
  readonly sync: SyncDesk;
  readonly plan: PlanDesk;
  /** The team folder; what is edited through it is shared as well. */
  readonly teamFolder: TeamFolder;
  stop(): Promise<void>;
};

/** A log that cannot be written, or can be again, is noticed within. Milliseconds. */
const TROUBLE_EVERY = 3_000;

export async function openRotaRoom(parts: {
  readonly me: PersonId;
  readonly desktop: string;
  readonly folder: string;
  readonly dataFolder: string;
  readonly rota: RotaDesk;
  readonly teamLog: TeamLog;
  readonly teamFolder: TeamFolder;
  readonly names: () => Names;
  readonly clock: Clock;
  readonly log: Log;
  readonly solverUrl: URL | null;
  /** Hands what happened to the pager. */
  readonly take: (inputs: readonly Input[]) => void;
  /** Shows notices that are new, beside the list of them. */
  readonly tell: (notices: readonly NoticeView[]) => void;
  /** Screens fetch the rota again; who is on call is painted anew. */
  readonly changed: () => void;
  /** Why the others do not hear what is done here; '' when they do (again). */
  readonly trouble: (why: string) => void;
  /** Why a clone is not exchanged with the others by itself; '' when it is (again). */
  readonly syncTrouble: (why: string) => void;
  readonly pushSync: (view: SyncView) => void;
  readonly pushPlan: (view: PlanView) => void;
}): Promise<RotaRoom> {
  const { me, desktop, rota, teamLog, teamFolder, names, clock, log } = parts;
  const ownLog = `log/${desktop}.jsonl`;
  const current = (): Rota => rota.current();

  const notices = await openNoticeDesk({
    dataFolder: parts.dataFolder,
    me,
    rota: current,
    names,
    clock,
    log,
    tell: parts.tell,
    turned: parts.changed,
  });
  const sync = await openSyncDesk({
    folder: parts.folder,
    dataFolder: parts.dataFolder,
    ownLog,
    who: () => names().person(me),
    logTrouble: () => teamLog.trouble(),
    desktops: () => [...teamLog.desktops()],
    clock,
    log,
    changed: parts.pushSync,
    came: () => void teamLog.look(),
    trouble: parts.syncTrouble,
  });
  let editing = 0;
  /** An edit of the team file by the app goes out with the log, and is no news to whoever made it. */
  const edit: TeamFolder['edit'] = async (change) => {
    editing += 1;
    try {
      const edited = await teamFolder.edit(change);
      if (edited.ok) sync.wrote(TEAM_FILE);
      return edited;
    } finally {
      editing -= 1;
    }
  };
  const plan = makePlanDesk({
    rota: current,
    names,
    edit,
    solverUrl: parts.solverUrl,
    changed: parts.pushPlan,
    monotonic: () => performance.now(),
  });

  /** Whose turn it is may be another now: who is paged is decided anew (a changed team takes its rota along). */
  function follow(why: RotaChange): void {
    if (why !== 'team') parts.take([{ kind: 'rotaChanged', rota: current() }]);
    parts.changed();
    notices.look(why === 'here' || (why === 'team' && editing > 0));
  }

  /** What others did to incidents holds here as well. */
  function hear(acts: readonly Act[]): void {
    if (acts.some(({ stamp }) => stamp.desktop === desktop)) sync.wrote(ownLog);
    const heard = heardActs(acts, clock.now());
    const openings = heardOpenings(acts, clock.now());
    if (openings.length > 0) parts.take([{ kind: 'openingsHeard', openings }]);
    if (heard.length > 0) parts.take([{ kind: 'actsHeard', acts: heard }]);
  }

  const stops = [
    rota.onChange(follow),
    teamLog.onChange(hear),
    watchHandoffs(current, clock, () => {
      parts.take([{ kind: 'timePassed' }]);
      parts.changed();
    }),
  ];
  let told = '';
  const checkTrouble = (): void => {
    if (teamLog.trouble() === told) return;
    told = teamLog.trouble();
    parts.trouble(told);
  };
  const troubleTimer = setInterval(checkTrouble, TROUBLE_EVERY);
  troubleTimer.unref();
  stops.push(() => clearInterval(troubleTimer));
  // What changed while we were not told yet; acts that were heard before are no news.
  parts.take([{ kind: 'rotaChanged', rota: current() }]);
  hear(teamLog.acts());
  notices.look(false);
  checkTrouble();

  return {
    notices,
    sync,
    plan,
    teamFolder: { ...teamFolder, edit },
    async stop() {
      for (const stop of stops) stop();
      await plan.stop();
      await notices.stop();
      await sync.stop();
      await teamLog.stop();
    },
  };
}
