import { ANSWERED_UNSENT } from '../../core/page/answered-first';
import type { Delivery } from '../../core/page/page';
import type { Instant } from '../../core/time/instant';
import type { PageToSend } from '../ports';

type Settled = Exclude<Delivery, { state: 'pending' }>;

/** Who waits for what becomes of one page: told once soon, and once more where that was not the end. */
export type Asker = {
  /** What became of it at last. */
  settle(state: Settled['state'], detail: string): void;
  /** It takes longer than anybody waits: told as failed, and that it goes on. Nothing when it was told already. */
  soon(detail: string): void;
  wasTold(): boolean;
};

/** What is to be sent about one incident: the newest page, and all who ask for it. Changed by `page-queue.ts` only. */
export type WaitingPage = {
  page: PageToSend;
  readonly askers: Asker[];
  /** By the clock that nobody sets: tried no longer. */
  until: number;
  /** The last failure; '' while it was never tried. */
  problem: string;
  /** Somebody answered, it was given up, or a newer page took it over: it is not sent any more. */
  isGone: boolean;
};

/** @param late says why when it takes longer than `soonAfter` milliseconds */
export function makeAsker(
  now: () => Instant,
  resolve: (delivery: Settled) => void,
  later: ((delivery: Settled) => void) | undefined,
  soonAfter: number,
  late: () => string,
): Asker {
  let told = false;
  let over = false;
  const timer = setTimeout(() => soon(late()), soonAfter);

  function soon(detail: string): void {
    if (told || over) return;
    told = true;
    clearTimeout(timer);
    resolve({ state: 'failed', at: now(), detail });
  }

  return {
    settle(state, detail) {
      if (over) return;
      over = true;
      clearTimeout(timer);
      (told ? later : resolve)?.({ state, at: now(), detail });
    },
    soon,
    wasTold: () => told,
  };
}

/** Somebody answered while it waited: it is not sent any more, and that is said as it was. */
export function settleAnswered({ askers, problem }: WaitingPage): void {
  for (const asker of askers) {
    if (problem === '' && !asker.wasTold()) asker.settle('refused', ANSWERED_UNSENT);
    else
      asker.settle(
        'failed',
        `${problem || 'it waited for its turn'}; not tried again, it was answered meanwhile`,
      );
  }
}
