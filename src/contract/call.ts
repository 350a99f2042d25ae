import { z } from 'zod';

/** One call: which process answers it, and the shapes of what goes in and comes out. */
export function call<Where extends 'engine' | 'shell', I extends z.ZodType, O extends z.ZodType>(
  where: Where,
  input: I,
  output: O,
) {
  return { where, input, output } as const;
}

export const nothing = z.strictObject({});

/** Milliseconds since 1970 UTC, between the years 1 and 9999. */
export const instant = z.number().int().min(-62_135_596_800_000).max(253_402_300_799_999);

/** What came of it: `text` is one sentence for the person, also when it went well. */
export const done = z.object({ ok: z.boolean(), text: z.string() });

export const personId = z.string().min(1).max(60);
export const scheduleId = z.string().min(1).max(60);
/** Id of an act, a trade, an override. */
export const actId = z.string().min(1).max(120);
