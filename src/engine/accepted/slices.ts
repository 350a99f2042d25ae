import { performance } from 'node:perf_hooks';

/** A slice of work that waits; a screen's frame has room for several. */
const SLICE_MS = 2;
/** While more comes in, the work behind it gets this part of the time, unless nobody else wants it. */
const SHARE = 0.2;
/** Of the time; above it others want it. */
const BUSY = 0.8;
/** So many requests since the last slice are more than can be decided meanwhile: then they are only taken. */
const MANY = 16;

/** Does work behind what comes in, in slices, so that whoever comes in waits for none of it. */
export type Slices = { more(): void; stop(): void };

/** @param work does some until an instant of `performance.now()`; tells whether there is more */
export function makeSlices(work: (until: number) => boolean): Slices {
  let timer: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;
  let came = 0;
  let stopped = false;
  let before = performance.eventLoopUtilization();

  function run(): void {
    soon = null;
    timer = null;
    const busy = came > MANY || performance.eventLoopUtilization(before).utilization > BUSY;
    came = 0;
    const from = performance.now();
    const more = work(from + SLICE_MS);
    before = performance.eventLoopUtilization();
    if (more && !stopped) next(busy ? (performance.now() - from) * (1 / SHARE - 1) : 0);
  }

  function next(wait: number): void {
    if (wait < 1) soon = setImmediate(run);
    else timer = setTimeout(run, wait);
  }

  return {
    more() {
      came++;
      if (!stopped && !timer && !soon) soon = setImmediate(run);
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      if (soon) clearImmediate(soon);
    },
  };
}
