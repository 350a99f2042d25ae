/** A slice of work that waits; a screen's frame has room for several. */
const SLICE_MS = 2;
/** What comes is left alone for so long: its sender's answer is on its way by then, unless the disk is slow. */
const FIRST_MS = 1;

/** Does work behind what comes in, in slices, so that whoever comes in waits for little of it. */
export type Slices = { more(): void; stop(): void };

/**
 * @param work does some until an instant of `performance.now()`; tells whether there is more
 * @param share of the time that it gets while more comes in; when nothing does it gets all
 */
export function makeSlices(work: (until: number) => boolean, share: () => number): Slices {
  let timer: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;
  let came = false;
  let stopped = false;
  /** What comes sooner waits until then, and for the others that do: many at once cost half of one by one. */
  let rests = 0;

  function run(): void {
    soon = null;
    timer = null;
    const others = came;
    came = false;
    const from = performance.now();
    const more = work(from + SLICE_MS);
    if (stopped) return;
    if (more && !others) {
      soon = setImmediate(run);
      return;
    }
    const rest = Math.max(SLICE_MS, performance.now() - from) * (1 / share() - 1);
    rests = performance.now() + rest;
    if (more) timer = setTimeout(run, rest);
  }

  return {
    more() {
      came = true;
      if (!stopped && !timer && !soon) timer = setTimeout(run, Math.max(FIRST_MS, rests - performance.now()));
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (soon) clearImmediate(soon);
    },
  };
}
