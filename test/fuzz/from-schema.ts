import fc from 'fast-check';
import { z } from 'zod';

type Json = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly items?: Json;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly $ref?: string;
};

/** Texts for a field of this name: what stands in the team, so that calls get beyond "there is no such". */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Inputs that a schema of a call takes, near enough: its shape, with texts and times that mean something now and then. */
export function inputsOf(
  schema: z.ZodType,
  known: Known,
  instants: readonly number[],
): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return from(json, '', known, instants);
}

function from(json: Json, name: string, known: Known, instants: readonly number[]): fc.Arbitrary<unknown> {
  const inner = (of: Json, called = name) => from(of, called, known, instants);
  if ('const' in json) return fc.constant(json.const);
  if (json.enum) return fc.constantFrom(...json.enum);
  const one = json.anyOf ?? json.oneOf;
  if (one) return fc.oneof(...one.map((each) => inner(each)));
  switch (json.type) {
    case 'object': {
      const properties = Object.entries(json.properties ?? {});
      const model = Object.fromEntries(properties.map(([key, each]) => [key, inner(each, key)]));
      return fc.record(model, { requiredKeys: (json.required ?? []).filter((key) => key in model) });
    }
    case 'array':
      return fc.array(inner(json.items ?? {}), {
        minLength: json.minItems ?? 0,
        maxLength: Math.min(json.maxItems ?? 3, (json.minItems ?? 0) + 3),
      });
    case 'string': {
      const texts = known[name] ?? known['*'] ?? [];
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...texts) },
        {
          weight: 1,
          arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(json.maxLength ?? 60, 60) }),
        },
      );
    }
    case 'integer':
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...instants) },
        fc.integer({
          min: Math.max(json.minimum ?? -1e15, -1e15),
          max: Math.min(json.maximum ?? 1e15, 1e15),
        }),
      );
    case 'number':
      return fc.double({ min: json.minimum ?? -1e6, max: json.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.anything();
  }
}
