import { oneLine } from '../../../core/alert/alert';
import type { Duration } from '../../../core/time/duration';
import type { Instant } from '../../../core/time/instant';
import type { HttpNoReply, HttpReply } from '../../http-client/request';
import { retryAfter } from '../../http-client/retry-after';

/** Why an answer is of no use. `problem` is half a sentence, to follow the name of the source. */
export type Refusal = {
  readonly ok: false;
  readonly problem: string;
  readonly retryAfter: Duration | null;
  readonly loginNeeded: boolean;
};

export type Json = { readonly ok: true; readonly json: unknown };

/** Takes what must not be shown out of a text that came from outside. */
export type Mask = (text: string) => string;

/** Words in an address that login pages stand at. */
const LOGIN_PLACE = /login|signin|sign-in|logon|sso|saml|oauth|openid|oidc|auth|session|realms/i;
const EXCERPT = 200;

/**
 * Reads the JSON of a good answer. Anything else is said in words, with the beginning of what came as plain text, so
 * that a person can see who answered (reliability C7); a web page or a redirect to one is a login (C8).
 */
export function readJson(reply: HttpReply | HttpNoReply, now: Instant, mask: Mask): Json | Refusal {
  if (!reply.ok) {
    if (reply.redirect !== null && LOGIN_PLACE.test(reply.redirect)) {
      return refuse(`asks for a login: ${reply.problem}`, { loginNeeded: true });
    }
    return refuse(reply.problem);
  }
  const { status, text } = reply;
  if (status === 401 || status === 403 || status === 407) {
    return refuse(`refused the login (HTTP ${status}); check the user name and the stored secret`, {
      loginNeeded: true,
    });
  }
  if (status < 200 || status > 299) {
    const wait = status === 429 || status === 503 ? retryAfter(reply.headers, now) : null;
    const said = isWebPage(reply) ? pageTitle(text) : text;
    return refuse(`answered HTTP ${status}${quote(said, mask)}`, { retryAfter: wait });
  }
  if (isWebPage(reply)) {
    const known = /type\s*=\s*["']?password|log ?in|sign ?in|single sign/i.test(text);
    const perhaps = known ? '' : ', or the address is not the right one';
    return refuse(`asks for a login${perhaps}: it answered with a web page${quote(pageTitle(text), mask)}`, {
      loginNeeded: true,
    });
  }
  if (text.trim() === '') return refuse(`answered with nothing (HTTP ${status})`);
  try {
    return { ok: true, json: JSON.parse(text) as unknown };
  } catch {
    return refuse(`answered with something that is not JSON${quote(text, mask)}`);
  }
}

export function refuse(problem: string, more: Partial<Omit<Refusal, 'ok' | 'problem'>> = {}): Refusal {
  return { ok: false, problem, retryAfter: null, loginNeeded: false, ...more };
}

/** A value that came as JSON, as text again. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested so deeply that it cannot be written again.
    return '(nested too deeply to show)';
  }
}

/** `: "the first 200 characters"`, or nothing for nothing. */
export function quote(text: string, mask: Mask): string {
  const said = oneLine(mask(text.slice(0, 4 * EXCERPT)), EXCERPT);
  return said === '' ? '' : `: "${said}"`;
}

/** Hides a secret, plain and as HTTP carries it, should a server echo it. */
export function maskOf(hidden: ReadonlyArray<string | null>): Mask {
  const texts = hidden.filter((text): text is string => text !== null && text.length >= 4);
  return (text) => texts.reduce((masked, secret) => masked.replaceAll(secret, '•••'), text);
}

function isWebPage({ headers, text }: HttpReply): boolean {
  return (
    /^(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '') ||
    /^\s*<(!doctype|html)/i.test(text)
  );
}

function pageTitle(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1] ?? '';
  return title.trim() === '' ? html : title;
}
