import type { Input } from '../core/step/input';
import type { Pager } from './pager/pager';
import { type Clock, type Gate, NotStored } from './ports';
import type { FactLog } from './store/fact-log';

/** Counted since the start, for /metrics. */
export type Counters = { accepted: number; notStored: number; unreadable: number };

/** The one gate from the outside into the engine (ports.ts). */
export function makeGate(pager: Pager, log: FactLog, clock: Clock, counters: Counters): Gate {
  async function accept(inputs: readonly Input[]): Promise<void> {
    const alerts = inputs.filter(({ kind }) => kind === 'alertSent').length;
    try {
      await pager.take(inputs).durable;
      counters.accepted += alerts;
    } catch (error) {
      if (error instanceof NotStored) counters.notStored += alerts;
      throw error;
    }
  }

  return {
    accept,
    async quarantine(unreadable) {
      counters.unreadable++;
      if (!log.hasRoom()) throw new NotStored(log.state().error);
      await log.write({ facts: [], incidents: new Map(), unreadable: [{ at: clock.now(), unreadable }] });
    },
    async command(ids, command, by) {
      const { decisions, durable } = pager.take(
        ids.map((incident) => ({ kind: 'command', incident, command, by })),
      );
      await durable;
      const done = ids.filter((_, index) => decisions[index]?.refusal === null);
      const refused = ids.flatMap((id, index) => {
        const why = decisions[index]?.refusal ?? null;
        return why === null ? [] : [{ id, why }];
      });
      return { done, refused };
    },
  };
}
