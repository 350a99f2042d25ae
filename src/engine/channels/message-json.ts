import type { ChannelMessage } from './channel-type';
import { plainLine, plainLines } from './text';

/** Of a storm so many incidents are named; the rest is counted. */
const MOST_INCIDENTS = 100;

/**
 * A message as the webhook and the command get it: `type`, `timestamp` and `data`, as Standard Webhooks recommends
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Payload structure").
 * docs/channels.md describes every member.
 */
export function messageJson(message: ChannelMessage, at: number): string {
  const { key, kind, title, body, severity, incidents } = message;
  return JSON.stringify({
    type: `watchbill.${kind}`,
    timestamp: new Date(at).toISOString(),
    data: {
      key,
      title: plainLine(title, 1000),
      body: plainLines(body, 8000),
      severity,
      incidents: incidents.slice(0, MOST_INCIDENTS),
      incidentsLeftOut: Math.max(0, incidents.length - MOST_INCIDENTS),
    },
  });
}
