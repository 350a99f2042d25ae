import type { Alert } from '../../core/alert/alert';
import { labelsToObject } from '../../core/alert/labels';
import type { Actor, Incident } from '../../core/incident/incident';
import type { Delivery, Page } from '../../core/page/page';
import { type Instant, printInstant } from '../../core/time/instant';

/** An instant as the API writes it: `2026-11-23T09:18:22.000Z`. */
export function iso(at: Instant): string;
export function iso(at: Instant | null): string | null;
export function iso(at: Instant | null): string | null {
  return at === null ? null : printInstant(at);
}

/** A person's id, `source:<id>`, or `watchbill`. */
export function actorText(actor: Actor): string {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'source' ? `source:${actor.id}` : 'watchbill';
}

export function incidentJson(incident: Incident) {
  const { alert, writeBack } = incident;
  return {
    id: incident.id,
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    service: incident.service,
    source: incident.source,
    dedupKey: incident.dedupKey,
    count: incident.count,
    labels: labelsToObject(alert.labels),
    annotations: labelsToObject(alert.annotations),
    description: alert.description,
    links: alert.links,
    runbook: alert.runbook,
    startsAt: iso(alert.startsAt),
    openedAt: iso(incident.openedAt),
    lastSeenAt: iso(incident.lastSeenAt),
    suppression: incident.suppression,
    held: incident.held ? { ...incident.held, until: iso(incident.held.until) } : null,
    lead: incident.lead ?? null,
    waits: incident.waits ?? [],
    missingSince: iso(incident.missing?.since ?? null),
    acknowledgedAt: iso(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy && actorText(incident.acknowledgedBy),
    snoozedUntil: iso(incident.snoozedUntil),
    resolvedAt: iso(incident.resolvedAt),
    resolvedBy: incident.resolvedBy && actorText(incident.resolvedBy),
    responder: incident.responder,
    why: incident.why,
    silence: writeBack && {
      state: writeBack.state,
      id: writeBack.silenceId,
      at: iso(writeBack.at),
      endsAt: iso(writeBack.endsAt),
      detail: writeBack.detail,
    },
  };
}

export function pageJson(page: Page) {
  return {
    id: page.id,
    incident: page.incident,
    person: page.person,
    channel: page.channel,
    at: iso(page.at),
    reason: page.reason,
    why: page.why,
    delivery: deliveryJson(page.delivery),
  };
}

export function deliveryJson(delivery: Delivery) {
  return delivery.state === 'pending'
    ? { state: delivery.state, at: null, detail: '' }
    : { state: delivery.state, at: iso(delivery.at), detail: delivery.detail };
}

/** What a fact keeps of the alert it saw. */
export function sightingJson(alert: Alert) {
  return {
    title: alert.title,
    severity: alert.severity,
    startsAt: iso(alert.startsAt),
    expiresAt: iso(alert.expiresAt),
  };
}
