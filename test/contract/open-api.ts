import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { parse } from 'yaml';

type Responses = Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>;
type Operation = {
  tags: string[];
  responses: Responses;
  requestBody?: { content: Record<string, { schema: object }> };
};
type Method = 'get' | 'post';
type Spec = {
  paths: Record<string, { get?: Operation; post?: Operation }>;
  components: { responses: Responses };
};

/** docs/openapi.yaml, as it stands. */
export const spec = parse(
  readFileSync(path.join(import.meta.dirname, '../../docs/openapi.yaml'), 'utf8'),
) as Spec;
export const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(spec, 'spec');

/** A place in the document, as ajv finds it. */
export const pointer = (...parts: string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** What was asked for and answered, as `get /healthz 200`, to see at the end that nothing of the document went untried. */
const seen = new Set<string>();

function templateOf(route: string): string {
  const known = Object.keys(spec.paths).find((template) =>
    new RegExp(`^${template.replace(/\{[a-z]+\}/g, '[^/]+')}$`).test(route),
  );
  if (!known) throw new Error(`${route} is not documented`);
  return known;
}

/** The methods that are documented at a template. */
export const methodsOf = (template: string): Method[] =>
  (['get', 'post'] as const).filter((method) => spec.paths[template]?.[method]);

/** Holds an answer against the document: status, type and body must be what it says. @returns the body, read */
export function hold(method: string, route: string, status: number, type: string, text: string): unknown {
  const template = templateOf(route);
  // Asked with a wrong method: documented at each of the right ones.
  const right = methodsOf(template);
  const places = right.filter((known) => known === method);
  let body: unknown;
  for (const at of places.length > 0 ? places : right) {
    const documented = spec.paths[template]![at]!.responses[String(status)];
    if (!documented)
      throw new Error(`${method} ${template} answered ${status}, which is not documented: ${text}`);
    seen.add(`${at} ${template} ${status}`);
    const name = documented.$ref?.split('/').at(-1);
    const base = name
      ? pointer('components', 'responses', name)
      : pointer('paths', template, at, 'responses', String(status));
    const { content } = name ? spec.components.responses[name]! : documented;
    const media = Object.keys(content ?? {});
    expect(media).toContain(type.split(';')[0]);
    body = media[0] === 'application/json' ? JSON.parse(text) : text;
    const validate = ajv.compile({ $ref: `spec#/${base}/${pointer('content', media[0]!, 'schema')}` });
    if (!validate(body))
      throw new Error(
        `${method} ${template} ${status}: ${ajv.errorsText(validate.errors)}\n${text.slice(0, 2000)}`,
      );
  }
  return body;
}

/**
 * Holds a whole HTTP answer against the document: `hold`, and that a refusal of the method names the right ones.
 * @param route the path without its query
 */
export async function holdAnswer(method: string, route: string, answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type') ?? '';
  const body = hold(method.toLowerCase(), route, answer.status, type, await answer.text());
  if (answer.status === 405) {
    const allow = methodsOf(templateOf(route)).map((known) => known.toUpperCase());
    expect(answer.headers.get('allow'), route).toBe(allow.join(', '));
  }
  return body;
}

/** Of all that the operations of some tags (or of all but those) promise, what no answer showed. */
export function unseen(tags: readonly string[], without = false): { promised: number; missing: string[] } {
  const promised = Object.entries(spec.paths).flatMap(([template, operations]) =>
    (['get', 'post'] as const).flatMap((method) =>
      operations[method] && operations[method].tags.some((tag) => tags.includes(tag)) !== without
        ? Object.keys(operations[method].responses).map((status) => `${method} ${template} ${status}`)
        : [],
    ),
  );
  return { promised: promised.length, missing: promised.filter((what) => !seen.has(what)) };
}
