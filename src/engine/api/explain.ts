import { calls } from '../../contract/calls';
import { labelsToObject } from '../../core/alert/labels';
import { parseInstant, printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { fieldWords } from './field-words';
import { onlyKnown } from './list-query';
import type { RotaCall } from './rota';

type Answering = (call: RotaCall) => Promise<Answer>;

/**
 * What becomes of an alert, over HTTP: `labels` as typed, or `alert` as JSON of any form that is sent to us, or the id of
 * an `incident`. Nothing is stored, and nobody is paged.
 */
export function explainAnswer(method: string, path: string): Answering | null {
  if (method !== 'POST' || path !== '/api/v1/explain') return null;
  return async ({ rota, query, value }) => {
    const unknown = onlyKnown(query, []);
    if (unknown) return refusal(400, unknown);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refusal(400, 'the body must be an object with "labels", "alert" or "incident"');
    const { at: given, ...rest } = value as Record<string, unknown>;
    const at = given === undefined ? undefined : parseInstant(given);
    if (at === null) return refusal(400, '"at" must be an instant, such as 2026-11-23T09:18:22Z');
    const named = ['labels', 'alert', 'incident'].filter((name) => name in rest);
    if (named.length !== 1) return refusal(400, 'give one of "labels", "alert" and "incident"');
    const time = at === undefined ? {} : { at };
    if ('alert' in rest) {
      const extra = Object.keys(rest).find((name) => name !== 'alert');
      if (extra !== undefined) return refusal(400, `"${extra.slice(0, 60)}" is not known beside "alert"`);
      return answer(rota['explain.pasted']({ text: JSON.stringify(rest['alert']), ...time }));
    }
    const { incident: id, ...others } = rest;
    const call = 'labels' in rest ? 'explain.labels' : 'explain.incident';
    const input = 'labels' in rest ? { ...rest, ...time } : { id, ...others, ...time };
    const read = calls[call].input.safeParse(input);
    if (!read.success) return refusal(400, fieldWords(read.error, input, new Set()));
    // Both shapes are checked above; the two calls differ in nothing else.
    return answer((rota[call] as (input: unknown) => ReturnType<(typeof rota)['explain.labels']>)(read.data));
  };
}

async function answer(asked: ReturnType<RotaCall['rota']['explain.labels']>): Promise<Answer> {
  const { problem, read, alerts } = await asked;
  if (problem !== '') return refusal(problem.startsWith('There is no such') ? 404 : 400, problem);
  return json(200, {
    read,
    alerts: alerts.map(({ at, happened, people, service, labels, ...rest }) => ({
      ...rest,
      at: printInstant(at),
      service: service.id,
      labels: labelsToObject(labels),
      people: people.map(({ id }) => id),
      stages: rest.stages.map(({ place, ...stage }) => ({ ...stage, line: place?.line ?? null })),
      happened: happened.map((line) => ({
        at: printInstant(line.at),
        kind: line.kind,
        text: line.text,
        detail: line.detail,
      })),
    })),
  });
}
