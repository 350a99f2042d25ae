import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { ODD_TEXTS } from './mutations';

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
};

const file = join(import.meta.dirname, '../fixtures/payloads/alertmanager/openapi.yaml');
const { definitions } = parse(readFileSync(file, 'utf8')) as {
  definitions: Readonly<Record<string, Schema>>;
};

/**
 * Answers at random that keep to a definition of Alertmanager's own description: what a mock server makes of it, with
 * stranger texts.
 */
export function answersOf(name: string): fc.Arbitrary<unknown> {
  return ofSchema(definitions[name] as Schema);
}

function ofSchema(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref) return answersOf(schema.$ref.replace('#/definitions/', ''));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(ofSchema)).map((parts) => Object.assign({}, ...parts) as unknown);
  if (schema.type === 'array') return fc.array(ofSchema(schema.items as Schema), { maxLength: 4 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return fc.integer();
  if (schema.type === 'object') return ofObject(schema);
  if (schema.format === 'date-time')
    return fc.oneof(
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
        .map((date) => date.toISOString()),
      fc.constantFrom('0001-01-01T00:00:00.000Z', '2026-11-23T07:04:46.157999999+01:00'),
    );
  return fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...ODD_TEXTS));
}

function ofObject({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (additionalProperties)
    return fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), ofSchema(additionalProperties), {
      maxKeys: 6,
    });
  const model = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, ofSchema(inner)]));
  return fc.record(model, { requiredKeys: required.filter((key) => key in model) });
}
