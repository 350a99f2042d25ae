import { z } from 'zod';

export const practiceView = z.object({
  /** null while no practice page was made since the start. */
  incident: z.string().nullable(),
  state: z.enum(['idle', 'ringing', 'answered']),
  channels: z.array(
    z.object({
      channel: z.string(),
      title: z.string(),
      state: z.enum(['pending', 'delivered', 'refused', 'failed']),
      detail: z.string(),
    }),
  ),
  answeredAfter: z.number().nullable(),
});

export type PracticeView = z.infer<typeof practiceView>;
