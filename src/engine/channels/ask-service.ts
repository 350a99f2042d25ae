import { MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { type HttpLimits, type HttpNoReply, type HttpReply, request } from '../http-client/request';
import { retryAfter } from '../http-client/retry-after';
import { readCaFile } from './ca-file';
import type { ChannelDeps, ChannelField, ChannelReport, ChannelSetup } from './channel-type';
import { valueOf } from './fields';
import { saidBy, secretsOf } from './hide-secrets';

/** One attempt ends with its signal; these are the bounds behind it. Answers of these services are a few lines. */
const LIMITS: HttpLimits = { connect: 8 * SECOND, total: 12 * SECOND, bytes: 1_000_000 };

export type ServiceRequest = {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  /** The whole `Authorization` header; null for none. */
  readonly authorization: string | null;
  readonly body: string;
  /** application/json where left out. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** How a service answers, as its documentation says. */
export type ServiceAnswers = {
  /** Its name, as it begins a sentence. */
  readonly service: string;
  readonly fields: readonly ChannelField[];
  /** Of a 2xx: what the service said when it took the message; null when that is not what it says then. */
  took(reply: HttpReply): string | null;
  /** The service's own words for what is wrong; '' for none. */
  words(reply: HttpReply): string;
  /** What a person can do about a status. */
  readonly advice: Readonly<Record<number, string>>;
  /** How long to leave it alone where the service says so in its body, milliseconds; null for nothing. */
  wait?(reply: HttpReply): number | null;
};

/** Sends one request to a service and says what came of it. Never throws. */
export async function askService(
  asked: ServiceRequest,
  answers: ServiceAnswers,
  setup: ChannelSetup,
  deps: ChannelDeps,
): Promise<ChannelReport> {
  const secrets = secretsOf(answers.fields, setup.values);
  const report = await attempt(asked, answers, setup, deps, secrets);
  return { ...report, detail: saidBy(report.detail, secrets) };
}

async function attempt(
  asked: ServiceRequest,
  answers: ServiceAnswers,
  setup: ChannelSetup,
  deps: ChannelDeps,
  secrets: readonly string[],
): Promise<ChannelReport> {
  let ca: string | null;
  try {
    ca = readCaFile(valueOf(setup.values, 'caFile'));
  } catch (error) {
    return { state: 'refused', detail: `${answers.service}: ${(error as Error).message}` };
  }
  const reply = await request({ headers: {}, ...asked, ca, signal: deps.signal }, LIMITS);
  return reply.ok
    ? answered(reply, answers, deps.clock.now(), secrets)
    : unanswered(reply, answers, setup.values['caFile'] !== undefined);
}

function answered(
  reply: HttpReply,
  answers: ServiceAnswers,
  now: Instant,
  secrets: readonly string[],
): ChannelReport {
  const { service } = answers;
  const { status } = reply;
  if (status >= 200 && status < 300) {
    const took = answers.took(reply);
    if (took !== null)
      return { state: 'delivered', detail: `taken by ${service}${took === '' ? '' : `: ${took}`}` };
    return {
      state: 'failed',
      again: true,
      detail: `${service} answered HTTP ${status}, but not as it does when it takes a message${quoted(reply.text, secrets)}; is the address right?`,
    };
  }
  const words = answers.words(reply);
  const said = `${service} answered HTTP ${status}${words === '' ? '' : `: ${words}`}`;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const wait = retryAfter(reply.headers, now) ?? bounded(answers.wait?.(reply) ?? null);
    const detail = status === 429 ? `${said}; it asks for a pause` : said;
    return { state: 'failed', again: true, detail, ...(wait !== null && { notBefore: now + wait }) };
  }
  const advice = answers.advice[status];
  return { state: 'refused', detail: advice === undefined ? said : `${said}; ${advice}` };
}

function unanswered(reply: HttpNoReply, { service }: ServiceAnswers, hasCa: boolean): ChannelReport {
  const { why } = reply;
  const problem = reply.problem.replace(
    /; name (?:its authority|it) as caFile in the team file/,
    hasCa ? '; name its authority as CA file' : '',
  );
  if (why === 'aborted')
    return { state: 'failed', again: true, detail: `${service}: no complete answer in time` };
  const detail = `${service}: ${problem}`;
  // A login page of a hotel's network breaks TLS for a while; an address that leads elsewhere stays so.
  if (why === 'address' || why === 'redirect')
    return { state: 'refused', detail: `${detail}; enter the address it has now` };
  return { state: 'failed', again: why !== 'too-large' && why !== 'encoding', detail };
}

/** A body as an object; null where it is no JSON object. */
export function jsonOf(reply: HttpReply): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(reply.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A member of a body that is a text or a number, as text; '' for anything else. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function quoted(text: string, secrets: readonly string[]): string {
  const words = saidBy(text, secrets, 80);
  return words === '' ? '' : ` ("${words}")`;
}

function bounded(wait: number | null): number | null {
  return wait === null || !Number.isFinite(wait)
    ? null
    : Math.min(15 * MINUTE, Math.max(1 * SECOND, Math.round(wait)));
}
