// Preloaded into the engine of a soak (node --import): every SOAK_PROBE_MS it collects its garbage and writes what is
// left, and what keeps it running, as one line into SOAK_PROBE_FILE.
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const file = process.env.SOAK_PROBE_FILE ?? '';
if (isMainThread && file !== '') {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  setInterval(
    () => {
      gc();
      gc();
      const { heapUsed, external } = process.memoryUsage();
      const kept = process.getActiveResourcesInfo();
      const timers = kept.filter((kind) => kind === 'Timeout' || kind === 'Immediate').length;
      appendFileSync(
        file,
        `${JSON.stringify({ heap: heapUsed, external, timers, others: kept.length - timers })}\n`,
      );
    },
    Number(process.env.SOAK_PROBE_MS ?? 5000),
  ).unref();
}
