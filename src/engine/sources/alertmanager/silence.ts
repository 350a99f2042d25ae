import { toUSVString } from 'node:util';
import { oneLine } from '../../../core/alert/alert';
import { type Labels, MAX_LABEL_LENGTH } from '../../../core/alert/labels';
import { type Instant, parseInstant, printInstant } from '../../../core/time/instant';
import type { SilenceRequest, SilenceResult } from '../../ports';
import { type Json, jsonText, type Mask, quote, type Refusal, readJson } from './answer';
import type { Api } from './api';
import { asObject } from './read-alert';

type Matcher = {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
};
type Silence = {
  readonly state: string;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly matchers: readonly Matcher[];
};
type Found = { readonly ok: true; readonly silence: Silence | null } | Refusal;

/** Members of a cluster tell each other of a silence within moments; behind one address another may be asked. */
const READ_BACK_TRIES = 3;
const READ_BACK_PAUSE = 400;
/** An Alertmanager may keep times less finely than we print them. */
const TOLERANCE = 1000;

/** Writes or renews a silence over exactly these labels, and believes only what it reads back. */
export async function writeSilence(
  api: Api,
  asked: SilenceRequest,
  now: () => Instant,
): Promise<SilenceResult> {
  const why = notSilenceable(asked.labels);
  if (why !== null) return refused(why, asked.silenceId);
  const matchers = asked.labels.map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));

  const known =
    asked.silenceId === '' ? ({ ok: true, silence: null } as const) : await find(api, asked.silenceId, now);
  if (!known.ok) return refused(known.problem, asked.silenceId);
  // One that ended cannot be renewed, and its id would be answered 404: it is written anew. One that runs keeps its
  // start, or Alertmanager would end it and make another (silence.go, canUpdate).
  const running = known.silence !== null && known.silence.state !== 'expired' ? known.silence : null;

  const written = readJson(
    await api.send('POST', 'silences', {
      ...(running && { id: asked.silenceId }),
      matchers,
      startsAt: printInstant(running?.startsAt ?? asked.startsAt),
      endsAt: printInstant(asked.endsAt),
      createdBy: asked.createdBy,
      comment: asked.comment,
    }),
    now(),
    api.mask,
  );
  if (!written.ok) return refused(written.problem, running ? asked.silenceId : '');
  const silenceId = asObject(written.json)?.['silenceID'];
  if (typeof silenceId !== 'string' || silenceId === '') {
    return refused(`took the silence but named none${quote(jsonText(written.json), api.mask)}`, '');
  }
  return confirm(api, silenceId, matchers, asked.endsAt, now);
}

/** Ends a silence. What counts is how it stands afterwards, not what was answered. */
export async function removeSilence(api: Api, silenceId: string, now: () => Instant): Promise<SilenceResult> {
  if (silenceId === '') return { ok: true, silenceId, endsAt: now() };
  const answer = await api.send('DELETE', placeOf(silenceId));
  if (!answer.ok) return refused(answer.problem, silenceId);
  const found = await again(
    api,
    () => find(api, silenceId, now),
    (silence) => silence === null || silence.state === 'expired',
  );
  if (!found.ok) return refused(found.problem, silenceId);
  const { silence } = found;
  if (silence === null || silence.state === 'expired')
    return { ok: true, silenceId, endsAt: silence?.endsAt ?? now() };
  const said =
    answer.status === 200
      ? 'said it removed the silence'
      : `answered HTTP ${answer.status}${quote(answer.text, api.mask)}`;
  return refused(`${said}, but it is still ${stateOf(silence, api.mask)} there`, silenceId);
}

async function confirm(
  api: Api,
  silenceId: string,
  matchers: readonly Matcher[],
  endsAt: Instant,
  now: () => Instant,
): Promise<SilenceResult> {
  const found = await again(
    api,
    () => find(api, silenceId, now),
    (silence) => difference(silence, matchers, endsAt, api.mask) === null,
  );
  if (!found.ok) return refused(`took the silence but did not show it: ${found.problem}`, silenceId);
  const wrong = difference(found.silence, matchers, endsAt, api.mask);
  if (wrong !== null) return refused(`took the silence, but ${wrong}`, silenceId);
  return { ok: true, silenceId, endsAt: found.silence?.endsAt ?? endsAt };
}

/** What is wrong with a silence as it was read back; null when it is what was asked for. */
function difference(
  silence: Silence | null,
  matchers: readonly Matcher[],
  endsAt: Instant,
  mask: Mask,
): string | null {
  if (silence === null) return 'it is not there when asked for again';
  if (silence.state !== 'active' && silence.state !== 'pending')
    return `it is ${stateOf(silence, mask)} there`;
  if (keysOf(silence.matchers) !== keysOf(matchers)) return 'it matches other labels there';
  if (silence.endsAt === null || Math.abs(silence.endsAt - endsAt) > TOLERANCE)
    return 'it ends at another time there';
  return null;
}

function keysOf(matchers: readonly Matcher[]): string {
  return JSON.stringify(
    matchers
      .map(({ name, value, isRegex, isEqual }) => JSON.stringify([name, value, isRegex, isEqual]))
      .sort(),
  );
}

/** Asks up to three times, a moment apart, until it is as it should be; the last answer counts. */
async function again(
  api: Api,
  ask: () => Promise<Found>,
  right: (silence: Silence | null) => boolean,
): Promise<Found> {
  for (let tries = 1; ; tries += 1) {
    const found = await ask();
    if (!found.ok || right(found.silence) || tries === READ_BACK_TRIES) return found;
    await api.pause(READ_BACK_PAUSE);
  }
}

/** A silence by its id; null when there is none. */
async function find(api: Api, silenceId: string, now: () => Instant): Promise<Found> {
  const reply = await api.send('GET', placeOf(silenceId));
  if (reply.ok && reply.status === 404) return { ok: true, silence: null };
  const answer: Json | Refusal = readJson(reply, now(), api.mask);
  if (!answer.ok) return answer;
  const raw = asObject(answer.json);
  const state = asObject(raw?.['status'])?.['state'];
  const silence: Silence = {
    state: typeof state === 'string' ? state : '',
    startsAt: parseInstant(raw?.['startsAt']),
    endsAt: parseInstant(raw?.['endsAt']),
    matchers: Array.isArray(raw?.['matchers']) ? (raw['matchers'] as unknown[]).map(readMatcher) : [],
  };
  return { ok: true, silence };
}

/** An id comes from the other side: it stays one part of the address, whatever is in it. */
function placeOf(silenceId: string): string {
  return `silence/${encodeURIComponent(toUSVString(silenceId))}`;
}

function stateOf(silence: Silence, mask: Mask): string {
  return oneLine(mask(silence.state.slice(0, 200)), 40) || 'in no known state';
}

/** What is no text is none that we wrote. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : `(${typeof value})`;
}

/** `isEqual` came with 0.22; without it a matcher is an equal one. */
function readMatcher(raw: unknown): Matcher {
  const matcher = asObject(raw) ?? {};
  return {
    name: textOf(matcher['name']),
    value: textOf(matcher['value']),
    isRegex: matcher['isRegex'] === true,
    isEqual: matcher['isEqual'] !== false,
  };
}

/** Labels that we cut ourselves would match another alert, or none; a silence over nothing would match everything. */
function notSilenceable(labels: Labels): string | null {
  if (!labels.some(([, value]) => value !== '')) return 'an alert without labels cannot be silenced';
  if (
    labels.some(
      ([name, value]) => name === '…' || name.length > MAX_LABEL_LENGTH || value.length > MAX_LABEL_LENGTH,
    )
  ) {
    return 'the alert has too many or too long labels to be silenced exactly';
  }
  return null;
}

function refused(problem: string, silenceId: string): SilenceResult {
  return { ok: false, problem, silenceId };
}
