import type { Socket } from 'node:net';
import { type Duration, SECOND } from '../../../core/time/duration';
import { refusedHost } from '../../http-client/address';
import { explain, HttpProblem } from '../../http-client/failure';
import { readCaFile } from '../ca-file';
import type {
  ChannelDeps,
  ChannelField,
  ChannelMessage,
  ChannelReport,
  ChannelSetup,
  ChannelType,
} from '../channel-type';
import { connectSocket } from '../connect-socket';
import { CA_FILE, checkFields, valueOf, valueOr } from '../fields';
import { saidBy, secretsOf } from '../hide-secrets';
import { plainLine, plainLines } from '../text';

const CONNECT_WITHIN: Duration = 8 * SECOND;
const SILENT_FOR: Duration = 12 * SECOND;

const SECURITY: ChannelField = {
  key: 'security',
  title: 'Security',
  hint: 'STARTTLS usually goes with port 587, TLS with 465. Without any, everybody on the way can read along.',
  kind: 'choice',
  choices: ['STARTTLS', 'TLS', 'none'],
  needed: true,
  initial: 'STARTTLS',
};

const FIELDS: readonly ChannelField[] = [
  {
    key: 'host',
    title: 'Mail server',
    hint: 'The server that you send by, for example smtp.example.com.',
    kind: 'text',
    needed: true,
  },
  { key: 'port', title: 'Port', hint: '', kind: 'number', needed: true, initial: '587' },
  SECURITY,
  {
    key: 'user',
    title: 'User',
    hint: 'Where the server wants a login.',
    kind: 'text',
    needed: false,
  },
  {
    key: 'password',
    title: 'Password',
    hint: 'Many providers want an app password here.',
    kind: 'secret',
    needed: false,
  },
  {
    key: 'from',
    title: 'From',
    hint: 'An address that the server lets you send from.',
    kind: 'text',
    needed: true,
  },
  { key: 'to', title: 'To', hint: 'Your address.', kind: 'text', needed: true },
  CA_FILE,
];

/**
 * E-mail by SMTP (RFC 5321), through nodemailer (https://nodemailer.com/smtp/). STARTTLS is insisted on where it is
 * chosen; certificates are always checked. `delivered` means that the server answered 250 to the message.
 */
export const email: ChannelType = {
  type: 'email',
  title: 'E-mail',
  about: 'An e-mail by your own mail server. Needs its address and mostly a login.',
  fields: FIELDS,
  can: { wakes: false, confirms: 'accepted' },
  limits: { perMinute: 10, longest: 8000 },
  check: (values) =>
    checkFields(FIELDS, values, {
      host: (host) =>
        /^[A-Za-z0-9.:_-]{1,253}$/.test(host)
          ? refusedHost(host)
          : 'that is the name of a server alone, without smtp:// and without spaces',
      port: (port) => (Number(port) >= 1 && Number(port) <= 65_535 ? null : 'a port is 1 to 65535'),
      from: mailboxProblem,
      to: mailboxProblem,
      user: () => (valueOf(values, 'password') === '' ? 'a user needs a password' : null),
      password: () => (valueOf(values, 'user') === '' ? 'a password needs a user' : null),
    }),
  async send(message, setup, deps) {
    const secrets = secretsOf(FIELDS, setup.values);
    const report = await attempt(message, setup, deps).catch(reportOf);
    const late = deps.signal.aborted && report.state === 'failed';
    const told = late
      ? ({ ...report, again: true, detail: 'the mail server did not answer in time' } as const)
      : report;
    return { ...told, detail: saidBy(told.detail, secrets) };
  },
};

async function attempt(
  message: ChannelMessage,
  { values }: ChannelSetup,
  { signal }: ChannelDeps,
): Promise<ChannelReport> {
  let ca: string | null;
  try {
    ca = readCaFile(valueOf(values, 'caFile'));
  } catch (error) {
    return { state: 'refused', detail: `the mail server: ${(error as Error).message}` };
  }
  // Loading the package takes this thread a while: it waits until the first e-mail.
  const { createTransport } = await import('nodemailer');
  const host = valueOf(values, 'host');
  const security = valueOr(values, SECURITY);
  const user = valueOf(values, 'user');
  const socket: Socket = await connectSocket(
    host,
    Number(valueOf(values, 'port') || '587'),
    CONNECT_WITHIN,
    signal,
  );
  const giveUp = (): void => void socket.destroy();
  signal.addEventListener('abort', giveUp, { once: true });
  const transport = createTransport({
    host,
    connection: socket,
    secure: security === 'TLS',
    requireTLS: security === 'STARTTLS',
    ignoreTLS: security === 'none',
    ...(user !== '' && { auth: { user, pass: values['password'] ?? '' } }),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== null && { ca }) },
    connectionTimeout: CONNECT_WITHIN,
    greetingTimeout: CONNECT_WITHIN,
    socketTimeout: SILENT_FOR,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  try {
    const sent = await transport.sendMail(mailOf(message, values));
    return { state: 'delivered', detail: `taken by ${host}: ${sent.response}` };
  } finally {
    signal.removeEventListener('abort', giveUp);
    transport.close();
    socket.destroy();
  }
}

function mailOf(message: ChannelMessage, values: ChannelSetup['values']) {
  const urgent = message.severity === 'critical' && message.kind !== 'answered';
  return {
    from: { name: 'Watchbill', address: valueOf(values, 'from') },
    to: { name: '', address: valueOf(values, 'to') },
    subject: plainLine(message.title, 250) || '(no title)',
    text: `${plainLines(message.body, 20_000)}\n`,
    // The same for every attempt: a server or reader that drops doubles knows it by this.
    messageId: `<${message.key.replace(/[^A-Za-z0-9_-]/g, '-')}@watchbill.invalid>`,
    priority: urgent ? ('high' as const) : ('normal' as const),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** An error of nodemailer or of the connection, in words. https://nodemailer.com/errors/ */
function reportOf(error: unknown): ChannelReport {
  const { code, responseCode, response, command } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    command?: string;
  };
  const said = typeof response === 'string' && response !== '' ? `: ${response}` : '';
  if (code === 'ETLS' && !(responseCode !== undefined && responseCode < 500))
    return { state: 'refused', detail: 'the mail server has no STARTTLS there; look at security and port' };
  if (responseCode !== undefined) {
    // RFC 5321 4.2.1: 4yz is a passing refusal, 5yz a lasting one.
    if (responseCode < 500)
      return { state: 'failed', again: true, detail: `the mail server put it off${said}` };
    if (code === 'EAUTH')
      return {
        state: 'refused',
        detail: `the mail server did not take the login${said}; look at user and password`,
      };
    return {
      state: 'refused',
      detail: `the mail server refused it${said}; ${ADVICE[command ?? ''] ?? 'ask whoever runs it'}`,
    };
  }
  if (code === 'EAUTH')
    return {
      state: 'refused',
      detail: 'the mail server offers no login that is spoken here; look at user and security',
    };
  const problem = error instanceof HttpProblem ? error : explain(rootOf(error));
  const words = problem.message.replace(
    /; name (?:its authority|it) as caFile in the team file/,
    '; name its authority as CA file',
  );
  if (problem.why === 'address') return { state: 'refused', detail: `the mail server: ${words}` };
  if (problem.why === 'tls' || problem.why === 'connect' || problem.why === 'deadline')
    return { state: 'failed', again: true, detail: `the mail server: ${words}` };
  if (code === 'ETIMEDOUT')
    return {
      state: 'failed',
      again: true,
      detail: 'the mail server did not answer in time; look at security and port',
    };
  if (code === 'EENVELOPE') return { state: 'refused', detail: 'the mail server took none of the addresses' };
  return { state: 'failed', again: true, detail: `the mail server: ${words}` };
}

const ADVICE: Readonly<Record<string, string>> = {
  'MAIL FROM': 'look at From: may this login send from there?',
  'RCPT TO': 'look at To',
};

/** nodemailer puts a code of its own over what the socket said, and keeps that one as `originalCode`. */
function rootOf(error: unknown): unknown {
  const { originalCode, message } = error as { originalCode?: unknown; message?: unknown };
  return typeof originalCode === 'string' ? { code: originalCode, message: String(message) } : error;
}

function mailboxProblem(value: string): string | null {
  return /^[^\s@<>(),;:"\\]{1,64}@[^\s@<>(),;:"\\]{1,253}$/.test(value)
    ? null
    : 'that is one address alone, like ada@example.com';
}
