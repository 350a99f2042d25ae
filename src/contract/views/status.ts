import { z } from 'zod';
import { personView } from './people';
import { nullableInstant } from './values';

/** The one line of truth: strip, tray and pop-up are painted from it. */
export const statusView = z.object({
  team: z.string(),
  me: personView,
  /** `blind` beats `page` beats `acknowledged` beats `oncall` beats `rest`, for the tray's shape; a page also rings when blind. */
  tray: z.enum(['rest', 'oncall', 'page', 'acknowledged', 'blind']),
  onCall: z.object({ yes: z.boolean(), until: nullableInstant, why: z.string() }),
  /** Who is on call now, a row a schedule; [] while there is no rota. `person` null: nobody. */
  duties: z.array(
    z.object({
      schedule: z.string(),
      name: z.string(),
      person: personView.nullable(),
      until: nullableInstant,
      because: z.string(),
      /** Nobody, outside the hours of a schedule that opens and closes: no gap that anybody forgot. */
      closed: z.boolean().optional(),
    }),
  ),
  /** Incidents that ring now. */
  waiting: z.number(),
  open: z.number(),
  acknowledged: z.number(),
  suppressed: z.number(),
  blind: z.array(z.object({ id: z.string(), text: z.string() })),
  /** Sources that are failing or blind, of how many. */
  sources: z.object({ all: z.number(), failing: z.number() }),
  storing: z.object({ ok: z.boolean(), text: z.string() }),
  listener: z.object({ url: z.string(), ok: z.boolean(), text: z.string() }),
  /** Whether the last page by each channel arrived. */
  channels: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(['untried', 'ok', 'bad']),
      detail: z.string(),
      at: nullableInstant,
    }),
  ),
  /** "Am I pageable?" by its light, and its worst reason in one line. Absent where nobody looks. */
  pageable: z
    .object({ light: z.enum(['ready', 'worth a look', 'not pageable']), text: z.string() })
    .optional(),
  /** Things to tell loudly: slept, team file broken, secrets not encrypted … `act` names a screen. */
  banners: z.array(
    z.object({
      id: z.string(),
      tone: z.enum(['bad', 'warn', 'info']),
      text: z.string(),
      act: z.enum(['', 'sources', 'settings', 'team', 'queue']),
    }),
  ),
  /** One sentence for the tooltip and the strip. */
  sentence: z.string(),
});

export type StatusView = z.infer<typeof statusView>;
