import type { IncidentId, PageId } from '../../core/kernel/ids';
import type { ChannelId, Delivery } from '../../core/page/page';
import type { Duration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Notifier } from './notifier';

/** A screen that was told to show a page says so within this time, or it counts as not shown. */
const REPORT_WITHIN: Duration = 6_000;

type Report = Exclude<Delivery, { state: 'pending' }>;

/** The pop-up and the sound: shown by the shell's windows, which say themselves what became of a page. */
export type ScreenChannel = Notifier & {
  /** What the screen says. False when nobody waits for it (told already, too late, or never asked). */
  report(page: PageId, state: Report['state'], detail: string): boolean;
  /** The screen is shown anew what rings. */
  showing(): void;
  /** An incident gets a card of its own on the screen. @returns its pages that wait for the screen's word */
  card(incident: IncidentId): readonly PageId[];
};

type Waiter = {
  readonly page: PageId;
  readonly incident: IncidentId;
  /** How often the screen had been shown what rings when it was sent. */
  readonly since: number;
  /** It was on the screen as a card, so the screen has to say what became of it. */
  hasCard: boolean;
  readonly now: () => Instant;
  readonly resolve: (report: Report) => void;
};

/**
 * A channel whose screen has cards for the most urgent pages and counts the others ("and 9,950 more"): the screen speaks
 * of those with a card, and what it said last holds for those that it only counts.
 */
export function screenChannel(id: ChannelId, title: string): ScreenChannel {
  const waiting = new Map<PageId, Waiter>();
  const byIncident = new Map<IncidentId, Set<Waiter>>();
  let shown = 0;
  let lastWord: Pick<Report, 'state' | 'detail'> | null = null;

  function leave(waiter: Waiter): void {
    waiting.delete(waiter.page);
    const others = byIncident.get(waiter.incident);
    others?.delete(waiter);
    if (others?.size === 0) byIncident.delete(waiter.incident);
  }

  /** The time is over: what became of a page that the screen did not speak of. */
  function unspoken({ hasCard, since, now }: Waiter): Report {
    if (hasCard || shown === since || lastWord === null)
      return { state: 'failed', at: now(), detail: 'the screen did not say that it was shown' };
    return lastWord.state === 'delivered'
      ? { state: 'delivered', at: now(), detail: 'counted: more pages wait than there are cards for' }
      : { ...lastWord, at: now() };
  }

  return {
    id,
    title,
    send(page, now) {
      return new Promise<Report>((resolve) => {
        const timer = setTimeout(() => {
          leave(waiter);
          resolve(unspoken(waiter));
        }, REPORT_WITHIN);
        const waiter: Waiter = {
          page: page.page,
          incident: page.incident,
          since: shown,
          hasCard: false,
          now,
          resolve(report) {
            clearTimeout(timer);
            resolve(report);
          },
        };
        waiting.set(waiter.page, waiter);
        const others = byIncident.get(waiter.incident);
        if (others) others.add(waiter);
        else byIncident.set(waiter.incident, new Set([waiter]));
      });
    },
    report(page, state, detail) {
      lastWord = { state, detail };
      const waiter = waiting.get(page);
      if (!waiter) return false;
      leave(waiter);
      waiter.resolve({ state, at: waiter.now(), detail });
      return true;
    },
    showing() {
      shown += 1;
    },
    card(incident) {
      const pages = [...(byIncident.get(incident) ?? [])];
      for (const waiter of pages) waiter.hasCard = true;
      return pages.map(({ page }) => page);
    },
  };
}
