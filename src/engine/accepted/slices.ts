/** A slice of work that waits; a screen's frame has room for several. */
const SLICE_MS = 2;

/** Does work behind what comes in, in slices, so that whoever comes in waits for none of it. */
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

  function run(): void {
    soon = null;
    timer = null;
    const others = came;
    came = false;
    const from = performance.now();
    const more = work(from + SLICE_MS);
    if (more && !stopped) next(others ? (performance.now() - from) * (1 / share() - 1) : 0);
  }

  function next(wait: number): void {
    if (wait < 1) soon = setImmediate(run);
    else timer = setTimeout(run, wait);
  }

  return {
    more() {
      came = true;
      if (!stopped && !timer && !soon) soon = setImmediate(run);
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (soon) clearImmediate(soon);
    },
  };
}
