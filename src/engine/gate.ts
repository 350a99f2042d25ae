import type { Input } from '../core/step/input';
import type { State } from '../core/step/state';
import { gistOf } from './accepted/gist';
import type { Intake } from './accepted/intake';
import { INPUTS } from './accepted/read-request';
import type { AcceptedRequest } from './accepted/request';
import type { Pager } from './pager/pager';
import { type Clock, type Gate, NotStored } from './ports';
import type { FactLog } from './store/fact-log';

/** Counted since the start, for /metrics. */
export type Counters = { accepted: number; notStored: number; unreadable: number };

export type GateParts = {
  readonly pager: Pager;
  readonly intake: Intake;
  readonly state: State;
  readonly log: FactLog;
  readonly clock: Clock;
  readonly counters: Counters;
};

/** The one gate from the outside into the engine (ports.ts). */
export function makeGate({ pager, intake, state, log, clock, counters }: GateParts): Gate {
  async function counted(alerts: number, stored: Promise<void>): Promise<void> {
    try {
      await stored;
      counters.accepted += alerts;
    } catch (error) {
      if (error instanceof NotStored) counters.notStored += alerts;
      throw error;
    }
  }

  return {
    accept(inputs) {
      const [first] = inputs;
      // What a poll found stands at its source still: it is asked again after a restart.
      if (!first || !inputs.every(isSent)) return pager.take(inputs).durable;
      const source = first.kind === 'alertSent' ? first.alert.source : (first as { source: string }).source;
      const body = Buffer.from(JSON.stringify(inputs));
      const request = { at: clock.now(), source, format: INPUTS, body, gist: gistOf(inputs), inputs };
      return counted(inputs.filter(({ kind }) => kind === 'alertSent').length, intake.accept(request));
    },
    acceptBody: (request: AcceptedRequest) => counted(request.gist.rank.length, intake.accept(request)),
    async quarantine(unreadable) {
      counters.unreadable++;
      if (!log.hasRoom()) throw new NotStored(log.state().error);
      await log.write({ facts: [], incidents: new Map(), unreadable: [{ at: clock.now(), unreadable }] });
    },
    async command(ids, command, by) {
      // What was sent before somebody acted was not sent after it.
      intake.settle(ids.flatMap((id) => state.incidents.get(id) ?? []));
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

function isSent({ kind }: Input): boolean {
  return kind === 'alertSent' || kind === 'changeSent';
}
