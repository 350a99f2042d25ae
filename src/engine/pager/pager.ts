import type { Fact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import type { IncidentId } from '../../core/kernel/ids';
import { pageText } from '../../core/page/wording';
import { commit } from '../../core/step/commit';
import type { Input, SilenceOrder } from '../../core/step/input';
import type { State } from '../../core/step/state';
import { type Decision, step, wakeOf } from '../../core/step/step';
import type { ActBody } from '../../core/team-log/act';
import { type Duration, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Progress } from '../accepted/progress';
import type { Notifier } from '../notify/notifier';
import { type Clock, type Log, NotStored } from '../ports';
import type { Batch } from '../store/batch';
import type { FactLog } from '../store/fact-log';
import { type Dispatch, makeDispatch } from './dispatch';
import { startWake } from './wake';

/** When there is no room for what would follow, what is due is asked for again so long after. */
const NO_ROOM_RETRY: Duration = 5 * SECOND;

/** The loop: take what happened, decide, page at once, write down. One input at a time. */
export type Pager = {
  /**
   * Takes inputs in order. Pages go out before this returns; the promise resolves when the facts are durable.
   * @returns what was decided for each input
   * @throws NotStored when the facts could not be made durable (kept, and tried again)
   */
  take(inputs: readonly Input[]): { decisions: readonly Decision[]; durable: Promise<void> };
  /**
   * The same for alerts whose senders wait for nothing of it: what is decided may be held for a moment before it is
   * written. Nothing is taken while the fact log has no room.
   * @param progress asked, after deciding, how far the accepted alerts are with so many of these inputs
   * @param silent no page goes out: what is still open rings when `started` is taken after it
   */
  takeAccepted(
    inputs: readonly Input[],
    progress: (decided: number) => Progress | null,
    silent: boolean,
  ): Taken;
  readonly dispatch: Dispatch;
  stop(): void;
};

/** `failure`: why the input after those that are decided could not be; null. */
export type Taken = {
  readonly decisions: readonly Decision[];
  readonly durable: Promise<void>;
  readonly failure: unknown;
};

export type PagerParts = {
  readonly state: State;
  readonly log: FactLog;
  /** A function where they change while the engine runs. */
  readonly notifiers: readonly Notifier[] | (() => readonly Notifier[]);
  readonly clock: Clock;
  readonly serviceName: (id: string) => string;
  /** Carries silences to their sources. */
  readonly carryOut: (orders: readonly SilenceOrder[]) => void;
  /** What other desktops are to hear, through the team's log. */
  readonly tellTeam: (bodies: readonly ActBody[]) => void;
  /** Called after each take, before the disk is done: screens are painted from the state. */
  readonly changed: (decisions: readonly Decision[]) => void;
  /** Called when the facts of a take are durable: lists are read from the store. */
  readonly stored: () => void;
  /** The process or machine slept since then. */
  readonly slept: (from: Instant) => void;
  /** The clock was set back by so much. */
  readonly setBack: (back: Duration) => void;
  readonly journal: Log;
};

export function makePager(parts: PagerParts): Pager {
  const { state, log, clock } = parts;
  const dispatch = makeDispatch(parts.notifiers, clock, (input) => {
    if (delivered.push(input) === 1) setImmediate(() => void takeDelivered());
  });
  const delivered: Input[] = [];

  const wake = startWake(
    clock,
    () => void takeQuietly([{ kind: 'timePassed' }]),
    (from) => parts.slept(from),
    (back) => parts.setBack(back),
  );

  function take(inputs: readonly Input[]): { decisions: readonly Decision[]; durable: Promise<void> } {
    wake.notice();
    if (!log.hasRoom()) {
      wake.atLatest(clock.now() + NO_ROOM_RETRY);
      return {
        decisions: [],
        durable: Promise.reject(new NotStored(log.state().error || 'too much waits for the disk')),
      };
    }
    const { decisions, durable, failure } = decide(inputs, page, (batch) =>
      write(batch, (one) => log.write(one)),
    );
    return { decisions, durable: failure === null ? durable : thenFail(durable, failure) };
  }

  function takeAccepted(
    inputs: readonly Input[],
    progress: (decided: number) => Progress | null,
    silent: boolean,
  ): Taken {
    wake.notice();
    return decide(inputs, silent ? leaveToStart : page, (batch, decided) =>
      write({ ...batch, progress: progress(decided) }, (one) => log.writeLater(one)),
    );
  }

  function decide(
    inputs: readonly Input[],
    show: (decisions: readonly Decision[], at: Instant) => void,
    writeDown: (batch: Batch, decided: number) => Promise<void>,
  ): Taken {
    const at = clock.now();
    const decisions: Decision[] = [];
    const facts: Fact[] = [];
    const incidents = new Map<IncidentId, Incident>();
    let failure: unknown = null;
    for (const input of inputs) {
      let decision: Decision;
      try {
        decision = step(state, input, at);
      } catch (error) {
        // What was decided before it still pages and is still written.
        failure = error ?? new Error('deciding failed');
        break;
      }
      commit(state, decision);
      decisions.push(decision);
      for (const fact of decision.facts) facts.push(fact);
      for (const incident of decision.incidents) incidents.set(incident.id, incident);
    }
    guarded('a page could not be handed out', () => show(decisions, at));
    const durable = writeDown({ facts, incidents, unreadable: [] }, decisions.length);
    guarded('the screens could not be painted', () => parts.changed(decisions));
    guarded('silences could not be carried out', () => {
      for (const { orders } of decisions) if (orders.length > 0) parts.carryOut(orders);
    });
    guarded('the others could not be told', () => {
      const told = decisions.flatMap((decision) => decision.told);
      if (told.length > 0) parts.tellTeam(told);
    });
    rearm(inputs, decisions, at);
    return { decisions, durable, failure };
  }

  /** Nobody who only shows or carries something may keep a fact from being written, or the timer from being set. */
  function guarded(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      parts.journal.error(what, { error: String(error) });
    }
  }

  function page(decisions: readonly Decision[], at: number): void {
    for (const decision of decisions) {
      if (decision.pages.length === 0) continue;
      const after = new Map(decision.incidents.map((incident) => [incident.id, incident]));
      const reasons = new Map(
        decision.facts.flatMap((fact) => (fact.kind === 'paged' ? [[fact.incident, fact] as const] : [])),
      );
      dispatch.send(
        decision.pages.map(({ page: id, channel, incident: incidentId }) => {
          const incident = after.get(incidentId) as Incident;
          const fact = reasons.get(incidentId) as Extract<Fact, { kind: 'paged' }>;
          const service = parts.serviceName(incident.service);
          const { title, body } = pageText(incident, service, fact.reason, at);
          return {
            channel,
            page: {
              page: id,
              incident: incidentId,
              number: incident.number,
              person: fact.person,
              reason: fact.reason,
              severity: incident.severity,
              title,
              body,
              service,
            },
          };
        }),
      );
    }
  }

  /** What became of pages, of many at once: nobody waits for it to be written. */
  async function takeDelivered(): Promise<void> {
    wake.notice();
    const inputs = delivered.splice(0);
    if (!log.hasRoom()) return;
    const { durable, failure } = decide(inputs, page, (batch) => write(batch, (one) => log.writeLater(one)));
    try {
      await (failure === null ? durable : thenFail(durable, failure));
    } catch (error) {
      if (!(error instanceof NotStored)) parts.journal.error('an input failed', { error: String(error) });
    }
  }

  /** Pages of what was accepted before a restart: some of it is over by now, the rest rings as one. */
  function leaveToStart(decisions: readonly Decision[], at: Instant): void {
    const pages = decisions.flatMap((decision) => decision.pages);
    const delivery = { state: 'refused', at, detail: 'Watchbill was started again meanwhile' } as const;
    if (pages.length > 0)
      queueMicrotask(
        () =>
          void takeQuietly(
            pages.map(({ page: id, channel, incident }) => ({
              kind: 'delivered',
              incident,
              page: id,
              channel,
              delivery,
            })),
          ),
      );
  }

  async function write(batch: Batch, how: FactLog['write']): Promise<void> {
    if (batch.facts.length === 0 && !batch.progress) return;
    await how(batch);
    guarded('the screens could not be painted', parts.stored);
  }

  /** What the engine tells itself needs nobody to wait; the fact log says loudly when it cannot store. */
  async function takeQuietly(inputs: readonly Input[]): Promise<void> {
    try {
      await take(inputs).durable;
    } catch (error) {
      if (!(error instanceof NotStored)) parts.journal.error('an input failed', { error: String(error) });
    }
  }

  function rearm(inputs: readonly Input[], decisions: readonly Decision[], at: Instant): void {
    if (
      inputs.some(
        ({ kind }) =>
          kind === 'timePassed' ||
          kind === 'clockSet' ||
          kind === 'started' ||
          kind === 'woke' ||
          kind === 'teamChanged' ||
          kind === 'rotaChanged' ||
          kind === 'rulesChanged',
      )
    ) {
      wake.rearm(wakeOf(state, at));
    } else for (const decision of decisions) wake.atLatest(decision.wakeAt);
  }

  return {
    take,
    takeAccepted,
    dispatch,
    stop() {
      wake.stop();
      dispatch.stop();
    },
  };
}

async function thenFail(durable: Promise<void>, failure: unknown): Promise<void> {
  await durable;
  throw failure;
}
