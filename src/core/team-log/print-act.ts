import { assertNever } from '../kernel/never';
import { type Instant, printInstant } from '../time/instant';
import type { Act, ActBody, Piece } from './act';

/** Version of the lines that this Watchbill writes. */
export const LOG_VERSION = 1;

/** An act as its line of the log, without the line break: one JSON object, instants in UTC. */
export function printAct(act: Act): string {
  return JSON.stringify({
    v: LOG_VERSION,
    id: act.id,
    by: act.by,
    kind: act.body.kind,
    ...printBody(act.body),
  });
}

function printBody(body: ActBody): Readonly<Record<string, unknown>> {
  switch (body.kind) {
    case 'overrideMade':
      return { schedule: body.schedule, person: body.person, ...span(body), reason: body.reason };
    case 'overrideRemoved':
      return { override: body.override };
    case 'tradeOffered':
      return { to: body.to, give: pieces(body.give), want: pieces(body.want), note: body.note };
    case 'tradeAccepted':
      return { trade: body.trade, give: pieces(body.give), want: pieces(body.want) };
    case 'tradeDeclined':
    case 'tradeWithdrawn':
    case 'tradeUndone':
      return { trade: body.trade };
    case 'awaySet':
      return { person: body.person, ...span(body), reason: body.reason };
    case 'awayRemoved':
      return { away: body.away };
    case 'handoverNoted':
      return { schedule: body.schedule, text: body.text };
    case 'incidentActed':
      return {
        source: body.source,
        dedupKey: body.dedupKey,
        startsAt: instant(body.startsAt),
        act: body.act,
        until: instant(body.until),
        text: body.text,
        ...(body.to === undefined ? {} : { to: body.to }),
      };
    case 'incidentOpened':
      return {
        source: body.source,
        dedupKey: body.dedupKey,
        startsAt: instant(body.startsAt),
        at: instant(body.at),
      };
    case 'silenceMade':
      return { matchers: body.matchers, ...span(body), reason: body.reason };
    case 'silenceEnded':
      return { silence: body.silence, ...when(body.at) };
    case 'maintenanceStarted':
      return { services: body.services, ...span(body), reason: body.reason };
    case 'maintenanceEnded':
      return { maintenance: body.maintenance, ...when(body.at) };
    case 'desktopWent':
      return { to: body.to, ...when(body.at) };
    default:
      return assertNever(body, 'act');
  }
}

function pieces(list: readonly Piece[]): unknown {
  return list.map((piece) => ({ schedule: piece.schedule, ...span(piece) }));
}

function span({ start, end }: { start: Instant; end: Instant }): { start: string; end: string } {
  return { start: printInstant(start), end: printInstant(end) };
}

/** A field that is left out where it is not known. */
function when(at: Instant | undefined): { at?: string } {
  return at === undefined ? {} : { at: printInstant(at) };
}

function instant(at: Instant | null): string | null {
  return at === null ? null : printInstant(at);
}
