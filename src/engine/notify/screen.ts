import type { IncidentId, PageId } from '../../core/kernel/ids';
import type { ChannelId, Delivery } from '../../core/page/page';
import type { Duration } from '../../core/time/duration';
import type { Notifier } from './notifier';

/** A screen that was told to show a page says so within this time, or it counts as not shown. */
const REPORT_WITHIN: Duration = 6_000;

type Report = Exclude<Delivery, { state: 'pending' }>;

/** The pop-up and the sound: shown by the shell's windows, which say themselves what became of a page. */
export type ScreenChannel = Notifier & {
  /** What the screen says. False when nobody waits for it (told already, too late, or never asked). */
  report(page: PageId, state: Report['state'], detail: string): boolean;
  /** Pages that wait for the screen's word. */
  pending(): Iterable<{ readonly page: PageId; readonly incident: IncidentId }>;
};

export function screenChannel(id: ChannelId, title: string): ScreenChannel {
  const waiting = new Map<
    PageId,
    { readonly page: PageId; readonly incident: IncidentId; resolve(report: Report): void; now: () => number }
  >();
  return {
    id,
    title,
    send(page, now) {
      return new Promise<Report>((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(page.page);
          resolve({ state: 'failed', at: now(), detail: 'the screen did not say that it was shown' });
        }, REPORT_WITHIN);
        waiting.set(page.page, {
          page: page.page,
          incident: page.incident,
          now,
          resolve(report) {
            clearTimeout(timer);
            resolve(report);
          },
        });
      });
    },
    report(page, state, detail) {
      const waiter = waiting.get(page);
      if (!waiter) return false;
      waiting.delete(page);
      waiter.resolve({ state, at: waiter.now(), detail });
      return true;
    },
    pending: () => waiting.values(),
  };
}
