import type { IncidentFact } from '../../core/incident/fact';
import { isIncidentFact } from '../../core/incident/fact';
import { assertNever } from '../../core/kernel/never';
import type { StoredFact } from '../ports';
import { actorText, deliveryJson, iso, sightingJson } from './incident-json';

/** One thing that happened to an incident: who, when, what, and what belongs to that kind. */
export function factJson({ seq, fact }: StoredFact) {
  const head = { seq, at: iso(fact.at), kind: fact.kind, by: actorText(fact.by) };
  return isIncidentFact(fact) ? { ...head, ...detail(fact) } : head;
}

function detail(fact: IncidentFact): object {
  switch (fact.kind) {
    case 'opened':
      return {
        alert: sightingJson(fact.alert),
        service: fact.service,
        responder: fact.responder,
        why: fact.why,
      };
    case 'seen':
      return { alert: sightingJson(fact.alert), times: fact.times };
    case 'suppressed':
      return { suppression: fact.suppression };
    case 'missed':
      return { reads: fact.reads };
    case 'acknowledged':
      return { hereOnly: fact.hereOnly };
    case 'snoozed':
      return { until: iso(fact.until) };
    case 'unacknowledged':
    case 'resolved':
      return { because: fact.because };
    case 'noted':
      return { text: fact.text };
    case 'paged':
      return { person: fact.person, reason: fact.reason, why: fact.why, pages: fact.pages };
    case 'notPaged':
      return { reason: fact.reason, detail: fact.detail };
    case 'delivered':
      return { page: fact.page, channel: fact.channel, delivery: deliveryJson(fact.delivery) };
    case 'writeBack': {
      const { state, silenceId, endsAt, detail } = fact.writeBack;
      return { silence: { state, id: silenceId, endsAt: iso(endsAt), detail } };
    }
    case 'clockSet':
      return { backSeconds: Math.round(fact.back / 1000) };
    case 'moved': {
      const { kind, at, by, ...rest } = fact.move;
      return { move: { kind, at: iso(at), by, to: 'to' in rest ? rest.to : null } };
    }
    case 'openedBefore':
      return { from: iso(fact.from) };
    case 'held':
      return { held: { ...fact.held, until: iso(fact.held.until) } };
    case 'released':
      return { because: fact.because };
    case 'regrouped':
      return { lead: fact.lead };
    case 'answered':
    case 'unsuppressed':
    case 'foundAgain':
      return {};
    default:
      return assertNever(fact, 'fact');
  }
}
