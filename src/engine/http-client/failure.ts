import { type Duration, printDuration } from '../../core/time/duration';

/** Why there is no answer. */
export type HttpFailure =
  | 'address'
  | 'aborted'
  | 'connect'
  | 'deadline'
  | 'tls'
  | 'redirect'
  | 'too-large'
  | 'encoding'
  | 'broken';

/** An error of our own, with its sentence ready. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly why: HttpFailure,
    message: string,
    /** Where a refused redirect leads: origin and path, never its query. */
    readonly redirect: string | null = null,
  ) {
    super(message);
  }
}

const NOT_TLS = 'it does not speak TLS there; is it http instead of https?';
const OLD_TLS = 'it speaks only a TLS version that is too old; TLS 1.2 is the least';

const TLS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet (or the clock here is wrong)',
  CERT_REVOKED: 'its certificate was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is self-signed; name its authority as caFile in the team file',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from an authority that is not trusted; name it as caFile in the team file',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that is not trusted; name it as caFile in the team file',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an authority that is not trusted; name it as caFile in the team file',
  CERT_SIGNATURE_FAILURE: 'its certificate has a wrong signature',
  CERT_CHAIN_TOO_LONG: 'its certificate chain is too long',
  INVALID_CA: 'its certificate comes from an authority that may not sign certificates',
  INVALID_PURPOSE: 'its certificate is not meant for a server',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: NOT_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NOT_TLS,
  ERR_SSL_HTTP_REQUEST: NOT_TLS,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: OLD_TLS,
  ERR_SSL_UNSUPPORTED_PROTOCOL: OLD_TLS,
};

const CONNECT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; is it running there?',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name could not be looked up; is there a network?',
  EAI_FAIL: 'its host name could not be looked up',
  ENODATA: 'its host name has no address',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  ENETDOWN: 'the network is down',
  EHOSTDOWN: 'its host is down',
  EADDRNOTAVAIL: 'its address cannot be reached from here',
  ETIMEDOUT: 'the connection was not answered',
  EACCES: 'the connection is not allowed on this machine',
  EPERM: 'the connection is not allowed on this machine',
};

const BROKEN: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection broke off before the answer was complete',
  EPIPE: 'the connection broke off before the answer was complete',
  ECONNABORTED: 'the connection broke off before the answer was complete',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection broke off before the answer was complete',
  HPE_HEADER_OVERFLOW: 'the head of its answer is too large',
  Z_BUF_ERROR: 'its compressed answer is cut off',
  ERR_INVALID_CHAR: 'the user name or secret has a character that cannot be sent',
};

/** Puts an error of node:http, node:tls, node:dns or node:zlib into words. Error texts of theirs are not repeated: they can hold what was sent. */
export function explain(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const code = codeOf(error);
  const tls = TLS[code];
  if (tls) return new HttpProblem('tls', `the secure connection was refused: ${tls}`);
  const connect = CONNECT[code];
  if (connect) return new HttpProblem('connect', connect);
  const broken = BROKEN[code];
  if (broken) return new HttpProblem('broken', broken);
  if (code === 'UNSPECIFIED')
    return new HttpProblem('tls', `the secure connection was refused: ${unnamed(error)}`);
  if (code === 'EPROTO') return new HttpProblem('tls', `the secure connection failed: ${handshake(error)}`);
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('ERR_OSSL_')) {
    return new HttpProblem('tls', `the secure connection failed (${code})`);
  }
  if (code.startsWith('HPE_')) return new HttpProblem('broken', `what it answered is not HTTP (${code})`);
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT')) {
    return new HttpProblem('encoding', 'its compressed answer cannot be unpacked');
  }
  return new HttpProblem('broken', `the request failed${code ? ` (${code})` : ''}`);
}

/** A handshake that failed while writing has no code of its own; OpenSSL and BoringSSL name the reason in the text. */
function handshake(error: unknown): string {
  const text = (error as Error).message.toLowerCase().replaceAll('_', ' ');
  if (/wrong version number|packet length too long|http request/.test(text)) return NOT_TLS;
  if (/protocol version|unsupported protocol/.test(text)) return OLD_TLS;
  return 'the two sides could not agree (EPROTO)';
}

/** Reasons against a certificate that node has no code for, told apart by OpenSSL's text. */
function unnamed(error: unknown): string {
  return /too weak|too small/i.test((error as Error).message)
    ? 'its certificate is made with a method or key that is too weak'
    : 'its certificate cannot be verified';
}

/** The sentence for a deadline that passed. */
export function tooLate(what: 'connect' | 'total', after: Duration): HttpProblem {
  return what === 'connect'
    ? new HttpProblem('deadline', `no connection within ${printDuration(after)}`)
    : new HttpProblem('deadline', `no complete answer within ${printDuration(after)}`);
}

function codeOf(error: unknown): string {
  // With several addresses for a name, node throws all their errors as one; the last tried says most.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors.at(-1));
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
