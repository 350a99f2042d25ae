import { z } from 'zod';

export const personView = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  /** 0–11: index into the palette of people. */
  colour: z.number(),
  email: z.string(),
  timeZone: z.string(),
});

/** Who did it, ready to show: "Ada Okafor", "prod-alertmanager", "Watchbill". `person` when it is one of the team. */
export const actorView = z.object({ name: z.string(), person: personView.nullable() });

export type PersonView = z.infer<typeof personView>;
export type ActorView = z.infer<typeof actorView>;
