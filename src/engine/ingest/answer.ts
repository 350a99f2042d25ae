/** What we say over HTTP. Never a CORS header: browsers are not spoken to (reliability D19). */
export type Answer = {
  readonly status: number;
  readonly type:
    | 'application/json'
    | 'text/plain; charset=utf-8'
    | 'text/calendar; charset=utf-8'
    | 'text/plain; version=0.0.4; charset=utf-8';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body), headers };
}

/** Every refusal looks like this, except where a sender's own protocol wants another form (format.ts). */
export function refusal(status: number, error: string, headers?: Readonly<Record<string, string>>): Answer {
  return json(status, { error }, headers);
}

/** One body for every reason why a token is not taken (reliability D16). */
export const UNAUTHORIZED: Answer = refusal(401, 'a valid token is needed', { 'WWW-Authenticate': 'Bearer' });

/**
 * What could not be made durable. Never 429 or another 4xx: Alertmanager does not try those again (reliability P2).
 */
export const NOT_STORED: Answer = refusal(503, 'not stored, send it again', { 'Retry-After': '5' });
