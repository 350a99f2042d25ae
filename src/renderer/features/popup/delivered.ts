import type { Input } from '../../../contract/bridge';
import type { RingingPage } from '../../../contract/views/ringing';

export type DeliveredPorts = {
  readonly report: (delivery: Input<'page.delivered'>) => void;
  /** Calls back once what was just rendered has been painted; only a visible window paints. */
  readonly painted: (then: () => void) => void;
  readonly visible: () => boolean;
};

/**
 * Reports every pop-up page once, when its card or row has really been painted in a window that can be seen. A page
 * that could not be seen yet is asked for again at the next render or when the window comes into sight.
 */
export function createDeliveries(ports: DeliveredPorts) {
  const reported = new Set<string>();
  let wanted: readonly RingingPage[] = [];
  let waiting = false;

  function look(): void {
    if (waiting || waitingFor(wanted, reported).length === 0) return;
    waiting = true;
    ports.painted(() => {
      waiting = false;
      if (!ports.visible()) return;
      for (const id of waitingFor(wanted, reported)) {
        reported.add(id);
        ports.report({ page: id, channel: 'popup', state: 'delivered', detail: 'shown on screen' });
      }
    });
  }

  return {
    /** Call after every render with what is on the screen. */
    rendered(pages: readonly RingingPage[]): void {
      wanted = pages;
      look();
    },
    /** Call when the window comes into sight. */
    look,
  };
}

function waitingFor(pages: readonly RingingPage[], reported: ReadonlySet<string>): string[] {
  return pages.flatMap((page) =>
    page.pages.filter(({ id, channel }) => channel === 'popup' && !reported.has(id)).map(({ id }) => id),
  );
}

/** Two frames: the first is before the paint that shows the change, the second after it. */
export function afterPaint(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}
