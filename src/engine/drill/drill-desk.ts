import { DRILL_GIVES_UP, DRILL_TARGET, type Drill } from '../../core/drill/drill';
import { drillOf } from '../../core/drill/drill-of';
import { isWorkingMinute, nextMonthlyDrill } from '../../core/drill/monthly-drill';
import type { Incident } from '../../core/incident/incident';
import type { Span } from '../../core/kernel/span';
import type { ChannelId, Page } from '../../core/page/page';
import type { Input } from '../../core/step/input';
import { type Duration, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock, Log } from '../ports';
import type { Practice } from '../practice';
import { openDrillBook } from './drill-book';

/** Practice pages that are timed, and kept. */
export type DrillDesk = {
  /** Newest first; the running one as it stands. */
  list(): readonly Drill[];
  get(id: string): Drill | null;
  running(): Drill | null;
  /** Pages whoever sits here. One that runs is cut off by it. @throws NotStored when the page could not be stored */
  start(severity: 'critical' | 'warning', kind?: Drill['kind']): Promise<Drill>;
  monthly(): { readonly on: boolean; readonly since: Instant | null; readonly nextAt: Instant | null };
  setMonthly(on: boolean): Promise<void>;
  /** Why results cannot be kept; ''. */
  trouble(): string;
  stop(): Promise<void>;
};

export type DrillParts = {
  readonly dataFolder: string;
  readonly desktop: string;
  readonly practice: Practice;
  readonly accept: (inputs: readonly Input[]) => Promise<void>;
  /** What is known of an incident, live or stored. */
  readonly found: (id: string) => { readonly incident: Incident; readonly pages: readonly Page[] } | null;
  readonly channelTitle: (id: ChannelId) => string;
  /** Zone of whoever sits here, when they are away, and whether a real incident wants an answer now. */
  readonly zone: () => string;
  readonly away: () => readonly Span[];
  readonly isBusy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
  /** Milliseconds; for tests. */
  readonly timing?: Partial<typeof TIMING>;
};

const TIMING = {
  /** How often a running drill is looked at; its figures come from the facts, not from this. */
  running: SECOND / 2,
  /** How often it is looked whether the drill of the month is due. */
  idle: 30 * SECOND,
};
/** After the answer the channels that are still at it get so long to say what became of them. */
const SETTLE: Duration = 20 * SECOND;
/** A drill of the month that finds an incident open comes so much later. */
const POSTPONE: Duration = 10 * MINUTE;

export function openDrillDesk(parts: DrillParts): DrillDesk {
  const { clock, log, practice } = parts;
  const timing = { ...TIMING, ...parts.timing };
  const book = openDrillBook(parts.dataFolder, log);
  let current: Drill | null = null;
  let notBefore: Instant = Number.NEGATIVE_INFINITY;
  let lastLook = clock.now();
  let trouble = '';
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();
  /** What is on its way to the disk. */
  let keeping: Promise<void> = Promise.resolve();
  goOn();

  /** A drill that was running when the engine ended goes on, as its page does; one that is over by now was cut off. */
  function goOn(): void {
    const left = book.unfinished();
    if (!left) return arm();
    practice.resume(left.key);
    if (clock.now() - left.drill.startedAt < DRILL_GIVES_UP) current = left.drill;
    else void cutOff(left.drill);
    arm();
  }

  function arm(): void {
    if (timer) clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(
      () => {
        looking = look().catch((error: unknown) => log.error('a drill went wrong', { error: String(error) }));
        void looking.then(arm);
      },
      current ? timing.running : timing.idle,
    );
    timer.unref();
  }

  async function look(): Promise<void> {
    const now = clock.now();
    const slept = now - lastLook > 2 * MINUTE + timing.idle;
    lastLook = now;
    if (current) return lookAt(current, slept);
    if (!book.monthly().on) return;
    const due = nextMonthlyDrill(ask(), notBefore > now ? notBefore : lastDue(now));
    if (due > now || !isWorkingMinute(now, parts.zone(), parts.away())) return;
    if (parts.isBusy()) {
      notBefore = now + POSTPONE;
      return;
    }
    await start('critical', 'monthly');
  }

  /** Asked from before now, or a minute that has just passed would be taken for the one to come. */
  function lastDue(now: Instant): Instant {
    return now - 2 * timing.idle;
  }

  function ask(): Parameters<typeof nextMonthlyDrill>[0] {
    const last = book.all().find(({ kind }) => kind === 'monthly')?.startedAt ?? null;
    const { since } = book.monthly();
    return { desktop: parts.desktop, zone: parts.zone(), since: since ?? 0, last, busy: parts.away() };
  }

  async function lookAt(drill: Drill, slept: boolean): Promise<void> {
    const now = clock.now();
    const before = JSON.stringify(drill);
    const at = standing(drill, now);
    current = at;
    if (at.outcome === 'running') {
      if (JSON.stringify(at) !== before) parts.changed();
      return;
    }
    if (at.outcome === 'missed') {
      if (slept) return cutOff(drill);
      await parts.accept(practice.end()).catch(() => undefined);
    } else if (isAtIt(at) && now - (at.endedAt ?? now) < SETTLE) return;
    await finish(at);
  }

  /** As it stands, from what is known of its incident. */
  function standing(drill: Drill, now: Instant): Drill {
    const id = practice.incident();
    const begun = { ...drill, outcome: 'running', endedAt: null, answeredAfter: null } as const;
    return drillOf(begun, id === null ? null : parts.found(id), parts.channelTitle, now);
  }

  async function cutOff(drill: Drill): Promise<void> {
    const now = clock.now();
    await finish({ ...drill, outcome: 'interrupted', endedAt: now, answeredAfter: null });
    await parts.accept(practice.end()).catch(() => undefined);
  }

  async function finish(drill: Drill): Promise<void> {
    if (current?.id === drill.id) current = null;
    await keep(book.ended(drill));
    log.info('a drill is over', { outcome: drill.outcome, answeredAfter: drill.answeredAfter });
    parts.changed();
  }

  function keep(writing: Promise<void>): Promise<void> {
    const mine = kept(writing);
    keeping = Promise.all([keeping, mine]).then(() => undefined);
    return mine;
  }

  async function kept(writing: Promise<void>): Promise<void> {
    try {
      await writing;
      trouble = '';
    } catch (error) {
      trouble = (error as Error).message;
      log.error('the result of a drill could not be kept', { problem: trouble });
    }
  }

  async function start(severity: 'critical' | 'warning', kind: Drill['kind'] = 'asked'): Promise<Drill> {
    const before = current;
    if (before) {
      const at = standing(before, clock.now());
      await finish(
        at.outcome === 'running' || at.outcome === 'missed'
          ? { ...at, outcome: 'interrupted', endedAt: clock.now(), answeredAfter: null }
          : at,
      );
    }
    const startedAt = clock.now();
    const inputs = practice.begin(severity);
    const drill: Drill = {
      id: `${parts.desktop}-${startedAt.toString(36)}`,
      kind,
      startedAt,
      endedAt: null,
      incident: null,
      outcome: 'running',
      answeredAfter: null,
      target: DRILL_TARGET,
      channels: [],
    };
    current = drill;
    // The page first: what it proves is how soon it comes.
    const paged = parts.accept(inputs);
    const noted = keep(book.began(drill, practice.key() ?? ''));
    arm();
    await Promise.all([paged, noted]);
    parts.changed();
    return standing(drill, clock.now());
  }

  function nextAt(): Instant | null {
    if (!book.monthly().on) return null;
    return nextMonthlyDrill(ask(), Math.max(clock.now(), notBefore));
  }

  return {
    list: () => [...(current ? [current] : []), ...book.all().filter(({ id }) => id !== current?.id)],
    get: (id) => (current?.id === id ? current : (book.all().find((drill) => drill.id === id) ?? null)),
    running: () => current,
    start,
    monthly: () => ({ ...book.monthly(), nextAt: nextAt() }),
    async setMonthly(on) {
      if (on === book.monthly().on) return;
      await book.setMonthly(on, clock.now());
      parts.changed();
    },
    trouble: () => trouble,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await looking;
      await keeping;
    },
  };
}

/** Whether a channel has not said yet what became of its page. */
function isAtIt({ channels }: Drill): boolean {
  return channels.some(({ state }) => state === 'pending');
}
