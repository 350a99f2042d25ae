/** What stands at the door before anything is believed: the request line and its headers, nothing of the body. */
export type Knock = {
  readonly method: string;
  /** As it came in the request line. */
  readonly target: string;
  /** Names and values in turn, as they came: two of a kind stay two. */
  readonly rawHeaders: readonly string[];
};

export type Refused = { readonly status: number; readonly error: string };

/**
 * The first two checks, for every request and whatever its token (reliability 3.3):
 * Host must name us (a rebound DNS name of a web page does not), and no browser may speak to us at all. `Origin` is
 * refused in any form, for a missing one proves nothing.
 */
export function checkCaller(knock: Knock, port: number): Refused | null {
  const hosts = headerValues(knock.rawHeaders, 'host');
  if (hosts.length !== 1 || !isOurs(hosts[0] as string, port) || !knock.target.startsWith('/')) {
    return { status: 421, error: 'this is not the host you asked for' };
  }
  if (headerValues(knock.rawHeaders, 'origin').length > 0) return NO_BROWSERS;
  for (const site of headerValues(knock.rawHeaders, 'sec-fetch-site')) {
    if (site.trim().toLowerCase() !== 'none') return NO_BROWSERS;
  }
  return null;
}

const NO_BROWSERS: Refused = { status: 403, error: 'requests from web pages are refused' };

/**
 * The checks that depend on what is asked for, in this order: method, type of the body, its encoding. A web form
 * can only send the types that are refused here (reliability D20).
 * @param mayBeEmpty whether a request without a body needs no content type.
 */
export function checkMessage(knock: Knock, method: 'GET' | 'POST', mayBeEmpty: boolean): Refused | null {
  if (knock.method !== method) return { status: 405, error: `only ${method} is answered here` };
  if (method === 'GET') return null;
  const types = headerValues(knock.rawHeaders, 'content-type');
  const [type] = types;
  if (type === undefined) {
    if (!mayBeEmpty || hasBody(knock)) return NOT_JSON;
  } else if (types.length > 1 || !isJson(type)) return NOT_JSON;
  for (const encoding of headerValues(knock.rawHeaders, 'content-encoding')) {
    if (encoding.trim().toLowerCase() !== 'identity') {
      return { status: 415, error: 'send the body without Content-Encoding' };
    }
  }
  return null;
}

const NOT_JSON: Refused = { status: 415, error: 'Content-Type must be application/json' };

/** A token as presented: `wrong` when more than one was, and they differ. */
export type Presented = { readonly token: string | null; readonly wrong: boolean };

/** Finds the token: `Authorization: Bearer`, or `?token=` for senders that can set nothing but an address. */
export function presentedToken(knock: Knock, query: URLSearchParams): Presented {
  const tokens = query.getAll('token');
  for (const value of headerValues(knock.rawHeaders, 'authorization')) {
    const bearer = /^Bearer +([^ ]+)$/i.exec(value.trim());
    // Another scheme is no token of ours: what sends to PagerDuty may bring one of its own beside its routing key.
    if (bearer) tokens.push(bearer[1] as string);
  }
  const [token = null] = tokens;
  return { token, wrong: tokens.some((other) => other !== token) };
}

/** All values of a header, in order. `name` in small letters. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const key = rawHeaders[i] as string;
    if (key.length === name.length && key.toLowerCase() === name) values.push(rawHeaders[i + 1] as string);
  }
  return values;
}

/** Exact text, not addresses that mean the same: 127.1, 0.0.0.0 and `localhost.` are nobody's honest spelling. */
function isOurs(host: string, port: number): boolean {
  const small = host.toLowerCase();
  const end = `:${port}`;
  const name = small.endsWith(end) ? small.slice(0, -end.length) : small;
  return name === '127.0.0.1' || name === 'localhost' || name === '[::1]';
}

function isJson(type: string): boolean {
  const [media, ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  if (media !== 'application/json') return false;
  return parameters.every((p) => !p.startsWith('charset=') || /^charset="?utf-?8"?$/.test(p));
}

function hasBody(knock: Knock): boolean {
  if (headerValues(knock.rawHeaders, 'transfer-encoding').length > 0) return true;
  return headerValues(knock.rawHeaders, 'content-length').some((length) => length.trim() !== '0');
}
