import type { PersonId } from '../core/kernel/ids';
import type { Team } from '../core/team/team';
import type { RotaCalls } from './api/rota';
import type { Banners } from './banners';
import type { CalendarFeed } from './calendars/calendar-feed';
import { type Listener, PortTaken, startListener } from './ingest/listener';
import type { Clock, Gate, Log, Queries } from './ports';
import type { SenderTokens } from './sender-tokens';

/** The listener and what it needs to open: its tokens from the keychain, and its port. */
export type FrontDoor = {
  /** Tries to open; goes on trying by itself until it is open. Resolves after the first try. */
  open(): Promise<void>;
  /** '' while it is shut. */
  url(): string;
  port(): number;
  /** Why it is shut; ''. */
  problem(): string;
  stop(): Promise<void>;
};

export type FrontDoorParts = {
  readonly port: number;
  readonly gate: Gate;
  readonly queries: Queries;
  readonly tokens: SenderTokens;
  readonly team: () => Team;
  readonly clock: Clock;
  readonly log: Log;
  readonly me: PersonId;
  readonly rota: () => RotaCalls;
  readonly banners: Banners;
  readonly changed: () => void;
  readonly feed?: CalendarFeed;
  readonly caughtUp?: () => Promise<void>;
};

const RETRY_MS = 5_000;

/**
 * It opens only when it knows its tokens: a sender that is refused with 401 does not send again, one that cannot
 * connect does.
 */
export function makeFrontDoor(parts: FrontDoorParts): FrontDoor {
  let listener: Listener | null = null;
  let problem = 'not open yet';
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;

  async function open(): Promise<void> {
    try {
      await parts.tokens.follow(parts.team());
      const { port, gate, queries, clock, log, me } = parts;
      const opened = await startListener({
        port,
        gate,
        queries,
        tokens: parts.tokens.tokens,
        clock,
        log,
        me,
        rota: parts.rota,
        feed: parts.feed,
        caughtUp: parts.caughtUp,
      });
      if (stopped) return await opened.stop();
      listener = opened;
      problem = '';
      parts.banners.clear('listener');
    } catch (error) {
      problem =
        error instanceof PortTaken
          ? `port ${error.port} is in use by another program`
          : (error as Error).message;
      const text = `Nobody can send alerts to this desktop: ${problem}. Polled sources still work.`;
      parts.banners.show({ id: 'listener', tone: 'bad', text, act: 'settings' });
      if (!stopped) retry = setTimeout(() => void open(), RETRY_MS);
    }
    parts.changed();
  }

  return {
    open,
    url: () => listener?.url ?? '',
    port: () => listener?.port ?? parts.port,
    problem: () => problem,
    async stop() {
      stopped = true;
      if (retry) clearTimeout(retry);
      await listener?.stop();
    },
  };
}
