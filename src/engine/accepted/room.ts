import type { Duration } from '../../core/time/duration';
import { NotStored } from '../ports';

/** So much may wait to be decided (promise P12): alerts, bytes of their bodies on the disk. */
const MOST_ALERTS = 200_000;
const MOST_BYTES = 256 << 20;
/** A sender waits so long for room before it is asked to send again. */
const PATIENCE: Duration = 5_000;

/** Bounds what waits: senders that find no room wait for some, in the order they came, and are then refused. */
export type Room = {
  /** @throws NotStored */
  enter(alerts: number, bytes: number): Promise<void> | undefined;
  /** For what is there already. */
  take(alerts: number, bytes: number): void;
  leave(alerts: number, bytes: number): void;
};

export function makeRoom(): Room {
  let alerts = 0;
  let bytes = 0;
  const queue: Array<{ alerts: number; bytes: number; go: () => void }> = [];

  const fits = (): boolean => alerts < MOST_ALERTS && bytes < MOST_BYTES;
  function take(moreAlerts: number, moreBytes: number): void {
    alerts += moreAlerts;
    bytes += moreBytes;
  }

  return {
    enter(moreAlerts, moreBytes) {
      if (queue.length === 0 && fits()) {
        take(moreAlerts, moreBytes);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const one = {
          alerts: moreAlerts,
          bytes: moreBytes,
          go: () => {
            clearTimeout(timer);
            take(moreAlerts, moreBytes);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(one), 1);
          reject(new NotStored(`${alerts} alerts wait to be decided`));
        }, PATIENCE);
        queue.push(one);
      });
    },
    take,
    leave(lessAlerts, lessBytes) {
      alerts -= lessAlerts;
      bytes -= lessBytes;
      while (queue.length > 0 && fits()) queue.shift()?.go();
    },
  };
}
