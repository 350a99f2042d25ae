import type { Delivery } from '../../core/page/page';
import type { Duration } from '../../core/time/duration';
import type { PageToSend } from '../ports';
import type { Notifier } from './notifier';

type NodeNotifier = {
  notify(options: Record<string, unknown>, callback: (error: unknown, response?: string) => void): unknown;
};
type Report = Exclude<Delivery, { state: 'pending' }>;

/** Loading the package takes this thread some 50 ms: it waits until the engine is armed, or the first page is on the screen. */
const LOADED_AFTER: Duration = 3_000;
/**
 * Starting a process takes this thread up to 15 ms, and a processor from the pop-up that is just being painted: the
 * pop-up and the sender's answer go first.
 */
const AFTER_THE_PAGE: Duration = 60;
/** A notification service that hangs was measured to block for two minutes: we do not wait for it. */
const ANSWER_WITHIN: Duration = 5_000;
/** How long a notification stays where the desktop lets us say so. */
const SHOWN_FOR: Duration = 20_000;
/** So many may wait for the service at once; it is hanging when they do. */
const MOST_AT_ONCE = 4;
/** More than so many notifications in ten seconds say nothing more: what is not critical is bundled from there on. */
const MOST_IN_WINDOW = 5;
const WINDOW: Duration = 10_000;

/**
 * Operating system notifications through node-notifier (notify-send, Notification Center, toasts). It runs
 * a child process for each, so a service that hangs holds up nothing here.
 * @param icon path of the picture shown beside the text
 */
export function desktopNotifier(icon: string): Notifier {
  let service: Promise<NodeNotifier> | null = null;
  const load = (): Promise<NodeNotifier> =>
    (service ??= import('node-notifier').then(({ default: loaded }) => loaded as unknown as NodeNotifier));
  // What fails here is told by the first notification that needs it.
  const loadTimer = setTimeout(() => void load().catch(() => undefined), LOADED_AFTER);
  loadTimer.unref();
  let inFlight = 0;
  const waiting: Array<() => void> = [];
  let recent: number[] = [];
  let bundle: { count: number; done: Promise<Report> } | null = null;
  let bundleTimer: NodeJS.Timeout | null = null;

  /** Waits for a turn; false when the service holds up all of them for too long. */
  function slot(): Promise<boolean> {
    if (inFlight < MOST_AT_ONCE) {
      inFlight++;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(turn), 1);
        resolve(false);
      }, ANSWER_WITHIN);
      waiting.push(turn);
    });
  }

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else inFlight--;
  }

  async function show(
    title: string,
    message: string,
    severity: PageToSend['severity'],
    now: () => number,
  ): Promise<Report> {
    if (!(await slot())) {
      return {
        state: 'failed',
        at: now(),
        detail: 'the notification service of this desktop does not answer',
      };
    }
    return new Promise((resolve) => {
      const timer = setTimeout(
        () =>
          resolve({ state: 'failed', at: now(), detail: 'no answer from the notification service in 5 s' }),
        ANSWER_WITHIN,
      );
      const options = {
        title,
        message,
        icon,
        'app-name': 'Watchbill',
        appID: 'Watchbill',
        urgency: severity === 'critical' ? 'critical' : 'normal',
        // It goes by itself: pop-up and sound are what stays until somebody answers, and it comes with each reminder.
        'expire-time': SHOWN_FOR,
        hint: 'string:desktop-entry:watchbill',
        wait: false,
      };
      setTimeout(() => {
        const told = (error: unknown): void => {
          release();
          clearTimeout(timer);
          if (error) resolve({ state: 'refused', at: now(), detail: said(error) });
          else resolve({ state: 'delivered', at: now(), detail: 'taken by the notification service' });
        };
        load().then((notifier) => notifier.notify(options, told), told);
      }, AFTER_THE_PAGE);
    });
  }

  /** One notification for all that come within the window. */
  function bundled(now: () => number): Promise<Report> {
    if (!bundle) {
      const waiting = { count: 0 } as { count: number; done: Promise<Report> };
      waiting.done = new Promise<void>((resolve) => {
        bundleTimer = setTimeout(resolve, WINDOW);
      })
        .then(() => {
          bundle = null;
          return show(
            `Watchbill: ${waiting.count} more pages wait`,
            'Too many to show one by one. Open Watchbill to see them all.',
            'warning',
            now,
          );
        })
        .then((report) =>
          report.state === 'delivered'
            ? { ...report, detail: `bundled: one notification for ${waiting.count} pages` }
            : report,
        );
      bundle = waiting;
    }
    bundle.count++;
    return bundle.done;
  }

  return {
    id: 'notification',
    title: 'Notification',
    send(page, now) {
      const at = now();
      recent = recent.filter((time) => at - time < WINDOW);
      if (
        recent.length >= MOST_IN_WINDOW &&
        (page.severity !== 'critical' || recent.length >= 3 * MOST_IN_WINDOW)
      )
        return bundled(now);
      recent.push(at);
      return show(plain(page.title), markupSafe(plain(page.body)), page.severity, now);
    },
    tell(title, text) {
      void show(plain(title), markupSafe(plain(text)), 'info', () => 0);
    },
    stop() {
      clearTimeout(loadTimer);
      if (bundleTimer) clearTimeout(bundleTimer);
    },
  };
}

/** A text that begins with a dash would be read as an option by notify-send; an empty one is refused. */
function plain(text: string): string {
  const shown = text.trim() === '' ? '(no text)' : text;
  return shown.startsWith('-') ? `\u2013${shown.slice(1)}` : shown;
}

/** The body of a notification may hold markup by the desktop's specification; ours never does. */
function markupSafe(text: string): string {
  return process.platform === 'linux'
    ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    : text;
}

function said(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line =
    text.split('\n').filter((part) => part.trim() !== '' && !part.startsWith('Command failed'))[0] ?? text;
  if (/not found: notify-send|must be installed/.test(text))
    return 'notify-send is not installed (package libnotify-bin)';
  return line.slice(0, 300);
}
