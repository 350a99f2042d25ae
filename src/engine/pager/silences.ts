import type { Incident } from '../../core/incident/incident';
import type { Input, SilenceOrder } from '../../core/step/input';
import type { State } from '../../core/step/state';
import type { Duration } from '../../core/time/duration';
import type { AlertmanagerConfig, Clock, Log, SilenceResult, SourceDeps } from '../ports';
import { findSource } from '../sources/find';

/** Tries before a person is told that the source did not take it: right away, then after these pauses. */
const PAUSES: readonly Duration[] = [700, 2_000];
const DEADLINE: Duration = 25_000;

export type SilenceParts = {
  readonly state: State;
  readonly clock: Clock;
  readonly journal: Log;
  readonly depsOf: (config: AlertmanagerConfig, signal: AbortSignal) => Promise<SourceDeps>;
  readonly personName: (id: string) => string;
  readonly take: (input: Input) => void;
};

/** Carries acknowledgements to their sources and brings back what really happened there. One at a time an incident. */
export function makeSilenceCarrier(parts: SilenceParts): {
  carryOut(orders: readonly SilenceOrder[]): void;
  stop(): void;
} {
  const aborter = new AbortController();
  const queues = new Map<string, Promise<void>>();

  function carryOut(orders: readonly SilenceOrder[]): void {
    for (const order of orders) {
      const before = queues.get(order.incident) ?? Promise.resolve();
      const mine = before
        .then(() => one(order))
        .catch((error: unknown) => parts.journal.error('a silence order failed', { error: String(error) }));
      queues.set(order.incident, mine);
      void mine.finally(() => {
        if (queues.get(order.incident) === mine) queues.delete(order.incident);
      });
    }
  }

  async function one(order: SilenceOrder): Promise<void> {
    const incident = parts.state.incidents.get(order.incident);
    const config = parts.state.team.sources.find((source) => source.id === order.source);
    if (!incident || config?.type !== 'alertmanager') return;
    const result = await insist(() => attempt(order, incident, config));
    if (aborter.signal.aborted) return;
    if (!result.ok) {
      parts.take({
        kind: 'silenceRefused',
        incident: order.incident,
        order: order.order,
        silenceId: order.order === 'silence' ? result.silenceId : order.silenceId,
        error: result.problem,
      });
    } else if (order.order === 'silence') {
      parts.take({
        kind: 'silenceWritten',
        incident: order.incident,
        silenceId: result.silenceId,
        endsAt: result.endsAt,
      });
    } else parts.take({ kind: 'silenceRemoved', incident: order.incident, silenceId: order.silenceId });
  }

  async function insist(work: () => Promise<SilenceResult>): Promise<SilenceResult> {
    let result = await work();
    for (const pause of PAUSES) {
      if (result.ok || aborter.signal.aborted) return result;
      await new Promise((resolve) => setTimeout(resolve, pause));
      result = await work();
    }
    return result;
  }

  async function attempt(
    order: SilenceOrder,
    incident: Incident,
    config: AlertmanagerConfig,
  ): Promise<SilenceResult> {
    const signal = AbortSignal.any([aborter.signal, AbortSignal.timeout(DEADLINE)]);
    const deps = await parts.depsOf(config, signal);
    const adapter = findSource(config.type);
    if (order.order === 'unsilence') return adapter.unsilence(config, order.silenceId, deps);
    const at = parts.clock.now();
    const who =
      incident.acknowledgedBy?.kind === 'person' ? parts.personName(incident.acknowledgedBy.id) : 'Watchbill';
    return adapter.silence(
      config,
      {
        labels: incident.alert.labels,
        silenceId: order.silenceId,
        startsAt: at,
        endsAt: at + order.for,
        createdBy: who,
        comment: `Acknowledged in Watchbill by ${who} (incident ${incident.number})`,
      },
      deps,
    );
  }

  return { carryOut, stop: () => aborter.abort() };
}
