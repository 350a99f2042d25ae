import { z } from 'zod';

/**
 * What screens show. Instants are integers, milliseconds since 1970 UTC. Text that came from outside is plain text:
 * show it as text, isolated (bdi), never as markup.
 */
export const instant = z.number();

export const nullableInstant = z.number().nullable();

export const severity = z.enum(['critical', 'error', 'warning', 'info', 'none']);

export const incidentStatus = z.enum(['open', 'acknowledged', 'resolved']);

export const held = z.object({
  how: z.enum(['silenced', 'maintenance', 'inhibited', 'grouped', 'flapping', 'holding', 'collecting']),
  /** In words: `Silenced by Ada until 14:00: deploy`. */
  detail: z.string(),
  until: nullableInstant,
});

export const suppression = z.object({
  how: z.enum(['silenced', 'inhibited', 'muted']),
  by: z.array(z.string()),
});
