import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ChannelMessage } from '../../src/engine/channels/channel-type';
import type { Certificate } from '../helpers/alertmanager-certificates';
import { type Got, startHttpSink } from '../helpers/http-sink';
import type { PythonReader } from '../helpers/python-reader';
import { startSmtpSink } from '../helpers/smtp-sink';
import { bodyProblem } from './channel-schemas';

// Each kind of channel with a service that it speaks to, for the suite in channel.test.ts.

/** How a service behaves; `says nothing of the kind` for those where it cannot. */
export type Behaviour =
  | 'takes'
  | 'denies' // 401: the login is wrong
  | 'forbids' // 403
  | 'misses' // 404
  | 'is busy' // 429 with Retry-After: 7
  | 'is broken' // 500
  | 'hangs'
  | 'drips'
  | 'redirects'
  | 'never ends'
  | 'echoes'; // refuses with all that it was sent

export type Service = {
  readonly values: Readonly<Record<string, string>>;
  behave(how: Behaviour): void;
  /** So many messages were taken. */
  count(): number;
  /** What a person reads of the last one. */
  text(): Promise<string>;
  /** Asserts that the last one is as the service's documentation says. */
  documented(message: ChannelMessage): Promise<void>;
  stop(): Promise<void>;
};

export type Setup = {
  /**
   * @param python reads what was sent
   * @param certificate of a service that speaks TLS
   */
  start(python: PythonReader, certificate?: Certificate): Promise<Service>;
  /** The service's own word for having taken a message. */
  readonly word: RegExp;
  /** What it cannot do. */
  readonly never: readonly Behaviour[];
  /** Whether it says how long it wants to be left alone. */
  readonly saysHowLong: boolean;
  /** Values that `check` must refuse, by field. */
  readonly wrong: Readonly<Record<string, readonly string[]>>;
  /** Longest text that a person may find, title included. */
  readonly longest: number;
};

/** In every secret of every channel: must be found nowhere but at the service. */
export const CANARY = 'CANARYc4n4ry';
const KEY30 = `${CANARY}0123456789abcdefgh`;
/** 27 bytes, whose base64 begins with the canary. */
export const SIGNING = 'whsec_CANARYc4n4ry0123456789abcdefghijklmn';
export const SECRETS: readonly string[] = [CANARY];

const STATUS = {
  denies: 401,
  forbids: 403,
  misses: 404,
  'is busy': 429,
  'is broken': 500,
} as const;

type HttpParts = {
  readonly name: Parameters<typeof bodyProblem>[0];
  values(url: string): Record<string, string>;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** Answers as the service does when it took a message. */
  takes(response: ServerResponse): void;
  /** The body that the service sends with an error. */
  error(status: number, words: string): string;
  /** The request's body as an object for its schema. */
  bodyOf(got: Got): unknown;
  read(got: Got): string | Promise<string>;
  more?(got: Got, message: ChannelMessage): void | Promise<void>;
};

async function httpService(parts: HttpParts, certificate?: Certificate): Promise<Service> {
  let how: Behaviour = 'takes';
  const taken: Got[] = [];
  const elsewhere = await startHttpSink((_got, response) => response.end('{}'));
  const timers = new Set<NodeJS.Timeout>();
  const sink = await startHttpSink((got, response) => {
    switch (how) {
      case 'takes':
        taken.push(got);
        return parts.takes(response);
      case 'hangs':
        return;
      case 'drips': {
        response.writeHead(200, { 'content-type': 'application/json' });
        timers.add(setInterval(() => response.write(' '), 20));
        return;
      }
      case 'redirects':
        response.writeHead(307, { location: `${elsewhere.url}/taken` }).end();
        return;
      case 'never ends': {
        response.writeHead(200, { 'content-type': 'text/plain' });
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
        return;
      }
      case 'echoes': {
        const words = `${JSON.stringify(got.headers)} ${got.path} ${decodeURIComponent(got.path)} ${got.body}`;
        response.writeHead(403, { 'content-type': 'application/json' }).end(parts.error(403, words));
        return;
      }
      default: {
        const status = STATUS[how];
        const headers = { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '7' }) };
        response.writeHead(status, headers).end(parts.error(status, `words for ${status}`));
      }
    }
  }, certificate);
  const last = (): Got => taken.at(-1) as Got;
  return {
    values: parts.values(sink.url),
    behave(next) {
      how = next;
    },
    count: () => taken.length,
    text: async () => parts.read(last()),
    async documented(message) {
      const got = last();
      expect([got.method, got.path]).toEqual([parts.method, parts.path]);
      expect(bodyProblem(parts.name, parts.bodyOf(got))).toBe('');
      expect(elsewhere.got).toEqual([]);
      await parts.more?.(got, message);
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([sink.stop(), elsewhere.stop()]);
    },
  };
}

const json = (got: Got): Record<string, unknown> => {
  expect(got.headers['content-type']).toBe('application/json');
  return JSON.parse(got.body) as Record<string, unknown>;
};
const form = (got: Got): Record<string, string> => {
  expect(got.headers['content-type']).toBe('application/x-www-form-urlencoded');
  return Object.fromEntries(new URLSearchParams(got.body));
};
const send =
  (status: number, body: unknown) =>
  (response: ServerResponse): void => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'content-type': type }).end(text);
  };
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const ACCOUNT = `AC${'a1'.repeat(16)}`;
const twilioValues = (url: string): Record<string, string> => ({
  account: ACCOUNT,
  keySid: `SK${'b2'.repeat(16)}`,
  secret: `${CANARY}-twilio`,
  from: '+14155550100',
  to: '+447700900123',
  server: url,
});
const twilioParts = (
  name: 'twilio-sms' | 'twilio-voice',
  list: string,
): Pick<HttpParts, 'name' | 'values' | 'method' | 'path' | 'takes' | 'error' | 'bodyOf'> => ({
  name,
  values: twilioValues,
  method: 'POST',
  path: `/2010-04-01/Accounts/${ACCOUNT}/${list}.json`,
  // https://www.twilio.com/docs/messaging/api/message-resource: 201 and the new resource
  takes: send(201, { sid: 'SM0123', status: 'queued', error_code: null }),
  // https://www.twilio.com/docs/usage/twilios-response
  error: (status, words) =>
    JSON.stringify({
      code: 20_003,
      message: words,
      more_info: 'https://www.twilio.com/docs/errors/20003',
      status,
    }),
  bodyOf: form,
});
const TWILIO_WRONG = {
  account: ['AC12', ACCOUNT.replace('AC', 'SK')],
  keySid: [ACCOUNT],
  from: ['0770 900123', '447700900123', 'Watchbill'],
  to: ['+0123', '+44 7700 900123'],
  server: ['api.twilio.com', 'http://169.254.169.254/'],
};
const HOOK_WRONG = {
  url: [
    'hooks.slack.com/services/T0',
    'ftp://hooks.slack.com/',
    'https://user:secret@hooks.slack.com/x',
    'http://a\nb/',
  ],
  answered: ['maybe'],
};

export const SETUPS: Readonly<Record<string, Setup>> = {
  ntfy: {
    word: /message hwQ2YpKdmg/,
    never: [],
    saysHowLong: true,
    longest: 4096 + 250,
    wrong: {
      server: ['ntfy.sh', 'ws://ntfy.sh', 'http://[fe80::1]/'],
      topic: ['https://ntfy.sh/ada', 'two words', 'x'.repeat(65)],
      user: ['a:b'],
    },
    start: (_python, certificate) =>
      httpService(
        {
          name: 'ntfy',
          values: (url) => ({ server: `${url}/`, topic: 'pages-ada-x7', password: `tk_${CANARY}` }),
          method: 'POST',
          path: '/',
          // https://docs.ntfy.sh/subscribe/api/#json-message-format
          takes: send(200, {
            id: 'hwQ2YpKdmg',
            time: 1_635_528_741,
            event: 'message',
            topic: 'pages-ada-x7',
            message: 'm',
          }),
          error: (status, words) =>
            JSON.stringify({
              code: status * 100 + 1,
              http: status,
              error: words,
              link: 'https://ntfy.sh/docs',
            }),
          bodyOf: json,
          read: (got) => [json(got)['title'], json(got)['message']].join('\n'),
          more(got, { severity }) {
            expect(got.headers.authorization).toBe(`Bearer tk_${CANARY}`);
            expect(json(got)['priority']).toBe(
              { critical: 5, error: 4, warning: 3, info: 2, none: 1 }[severity],
            );
            expect(Buffer.byteLength(String(json(got)['message']))).toBeLessThanOrEqual(4096);
          },
        },
        certificate,
      ),
  },
  slack: {
    word: /ok/,
    never: [],
    saysHowLong: true,
    longest: 3200,
    wrong: HOOK_WRONG,
    start: (_python, certificate) =>
      httpService(
        {
          name: 'slack',
          values: (url) => ({ url: `${url}/services/T00000000/B00000000/${CANARY}xyz` }),
          method: 'POST',
          path: `/services/T00000000/B00000000/${CANARY}xyz`,
          takes: send(200, 'ok'),
          error: (status, words) => (status === 403 && !words.includes('{') ? 'invalid_token' : words),
          bodyOf: json,
          read(got) {
            const { blocks } = json(got) as { blocks: Array<{ text: { text: string } }> };
            // As Slack undoes it: https://docs.slack.dev/messaging/formatting-message-text#escaping
            return blocks
              .map(({ text }) => text.text)
              .join('\n')
              .replaceAll('&lt;', '<')
              .replaceAll('&gt;', '>')
              .replaceAll('&amp;', '&');
          },
          more(got) {
            // Nothing from outside can be a mention or a link.
            const { text, blocks } = json(got);
            const all = JSON.stringify([text, blocks]);
            expect(all).not.toMatch(/[<>]/);
            expect(all.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
          },
        },
        certificate,
      ),
  },
  mattermost: {
    word: /ok/,
    never: [],
    saysHowLong: true,
    longest: 4000,
    wrong: HOOK_WRONG,
    start: (_python, certificate) =>
      httpService(
        {
          name: 'mattermost',
          values: (url) => ({ url: `${url}/hooks/${CANARY}xyz` }),
          method: 'POST',
          path: `/hooks/${CANARY}xyz`,
          takes: send(200, 'ok'),
          // https://developers.mattermost.com/integrate/reference/error-codes/ (AppError)
          error: (status, words) =>
            JSON.stringify({
              id: 'web.incoming_webhook.invalid.app_error',
              message: words,
              status_code: status,
            }),
          bodyOf: json,
          read: (got) =>
            String(json(got)['text'])
              .replace(/\\([!-/:-@[-`{-~])/g, '$1')
              .replaceAll('\u200b', ''),
          more(got) {
            const text = String(json(got)['text']);
            expect(text).not.toMatch(/@[a-z]/i);
            // The title is bold, and nothing else is anything.
            expect(
              text
                .replace(/^\*\*/, '')
                .replace(/\*\*($|\n)/, '$1')
                .replaceAll(/\\./g, ''),
            ).not.toMatch(/[*_`#[\]|>]/);
          },
        },
        certificate,
      ),
  },
  teams: {
    word: /workflow was started \(HTTP 202\)/,
    never: [],
    saysHowLong: true,
    longest: 12_400,
    wrong: {
      ...HOOK_WRONG,
      url: [
        ...HOOK_WRONG.url,
        'https://contoso.webhook.office.com/webhookb2/1/IncomingWebhook/2/3',
        'https://outlook.office.com/webhook/1/IncomingWebhook/2/3',
      ],
    },
    start: (_python, certificate) =>
      httpService(
        {
          name: 'teams',
          values: (url) => ({
            url: `${url}/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=2016-06-01&sig=${CANARY}xyz`,
          }),
          method: 'POST',
          path: `/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=2016-06-01&sig=${CANARY}xyz`,
          takes: send(202, ''),
          error: (status, words) => JSON.stringify({ error: { code: `E${status}`, message: words } }),
          bodyOf: json,
          read(got) {
            const { attachments } = json(got) as {
              attachments: [{ content: { body: Array<{ inlines: Array<{ text: string }> }> } }];
            };
            return attachments[0].content.body
              .map(({ inlines }) => inlines.map(({ text }) => text).join(''))
              .join('\n');
          },
          more: (got) => expect(Buffer.byteLength(got.body)).toBeLessThanOrEqual(28_000),
        },
        certificate,
      ),
  },
  telegram: {
    word: /message 4711/,
    never: [],
    saysHowLong: true,
    longest: 4096,
    wrong: {
      token: ['123456', 'bot123:ABC', `123:${'a'.repeat(30)}/../x`],
      chat: ['ada', '12 34', '@a b'],
      server: ['api.telegram.org'],
    },
    start: (_python, certificate) =>
      httpService(
        {
          name: 'telegram',
          values: (url) => ({ token: `123456:${CANARY}-abcdefghijkl`, chat: '-100200300', server: url }),
          method: 'POST',
          path: `/bot123456:${CANARY}-abcdefghijkl/sendMessage`,
          // https://core.telegram.org/bots/api#making-requests
          takes: send(200, {
            ok: true,
            result: { message_id: 4711, date: 1_700_000_000, chat: { id: -100200300 } },
          }),
          error: (status, words) => JSON.stringify({ ok: false, error_code: status, description: words }),
          bodyOf: json,
          read: (got) => String(json(got)['text']),
        },
        certificate,
      ),
  },
  matrix: {
    word: /event \$abc/,
    never: [],
    saysHowLong: true,
    longest: 16_400,
    wrong: {
      server: ['matrix.example.com'],
      room: ['#ops:example.com', 'abc', '!a/../b c'],
    },
    start: (_python, certificate) =>
      httpService(
        {
          name: 'matrix',
          values: (url) => ({ server: url, token: `syt_${CANARY}`, room: '!ops/room:example.com' }),
          method: 'PUT',
          // The transaction id is the message's key: a second attempt is the same event.
          path: '/_matrix/client/v3/rooms/!ops%2Froom%3Aexample.com/send/m.room.message/desk-7-p3',
          takes: send(200, { event_id: '$abc' }),
          error: (_status, words) => JSON.stringify({ errcode: 'M_FORBIDDEN', error: words }),
          bodyOf: json,
          read: (got) => String(json(got)['body']),
          more: (got) => expect(got.headers.authorization).toBe(`Bearer syt_${CANARY}`),
        },
        certificate,
      ),
  },
  pushover: {
    word: /request 647d2300/,
    never: [],
    saysHowLong: true,
    longest: 1024 + 251,
    wrong: {
      token: ['short', `${KEY30}-`],
      user: ['short'],
      device: ['my phone'],
      emergency: ['sometimes'],
      server: ['pushover'],
    },
    start: (_python, certificate) =>
      httpService(
        {
          name: 'pushover',
          values: (url) => ({ token: KEY30, user: `u${KEY30.slice(0, 29)}`, server: url }),
          method: 'POST',
          path: '/1/messages.json',
          takes: send(200, { status: 1, request: '647d2300-702c-4b38-8b2f-d56326ae460b' }),
          error: (_status, words) => JSON.stringify({ status: 0, request: 'r', errors: [words] }),
          bodyOf: form,
          read: (got) => `${form(got)['title']}\n${form(got)['message']}`,
          more: (got, { severity }) =>
            expect(form(got)['priority']).toBe(
              { critical: '2', error: '1', warning: '0', info: '-1', none: '-1' }[severity],
            ),
        },
        certificate,
      ),
  },
  'twilio-sms': {
    word: /queued, SM0123/,
    never: [],
    saysHowLong: true,
    longest: 640,
    wrong: TWILIO_WRONG,
    start: (_python, certificate) =>
      httpService(
        {
          ...twilioParts('twilio-sms', 'Messages'),
          read: (got) => String(form(got)['Body']),
          more: (got) =>
            expect(got.headers.authorization).toBe(basic(`SK${'b2'.repeat(16)}`, `${CANARY}-twilio`)),
        },
        certificate,
      ),
  },
  'twilio-voice': {
    word: /queued, SM0123/,
    never: [],
    saysHowLong: true,
    longest: 420,
    wrong: TWILIO_WRONG,
    start: (python, certificate) =>
      httpService(
        {
          ...twilioParts('twilio-voice', 'Calls'),
          async read(got) {
            const [, first] = await python.xml(String(form(got)['Twiml']));
            return String(first).slice('Say:Watchbill. '.length);
          },
          async more(got) {
            expect(got.headers.authorization).toBe(basic(`SK${'b2'.repeat(16)}`, `${CANARY}-twilio`));
            const [root, first, pause, second, ...rest] = await python.xml(String(form(got)['Twiml']));
            expect([root, pause, rest]).toEqual(['Response', 'Pause:', []]);
            expect(first).toMatch(/^Say:/);
            expect(second).toBe(first);
          },
        },
        certificate,
      ),
  },
  webhook: {
    word: /HTTP 204/,
    never: [],
    saysHowLong: true,
    longest: 9001,
    wrong: {
      url: HOOK_WRONG.url,
      secret: ['whsec_', 'whsec_c2hvcnQ=', 'not base64!', `whsec_${'A'.repeat(100)}`, SIGNING.slice(0, -1)],
      answered: ['maybe'],
    },
    start: (python, certificate) =>
      httpService(
        {
          name: 'webhook',
          values: (url) => ({
            url: `${url}/hook?team=pay`,
            secret: SIGNING,
            authorization: `Bearer ${CANARY}auth`,
          }),
          method: 'POST',
          path: '/hook?team=pay',
          takes: (response) => void response.writeHead(204).end(),
          error: (_status, words) => words,
          bodyOf: json,
          read(got) {
            const { data } = json(got) as { data: { title: string; body: string } };
            return `${data.title}\n${data.body}`;
          },
          async more(got, { key }) {
            expect(got.headers.authorization).toBe(`Bearer ${CANARY}auth`);
            expect(got.headers['webhook-id']).toBe(`msg_${key}`);
            expect(await python.isSigned(got, SIGNING, Date.now() / 1000)).toBe(true);
            const forged = { ...got, body: got.body.replace('watchbill.', 'watchbill,') };
            expect(await python.isSigned(forged, SIGNING, Date.now() / 1000)).toBe(false);
          },
        },
        certificate,
      ),
  },
  email: {
    word: /250 .*queued as/,
    never: ['redirects'],
    saysHowLong: false,
    longest: 20_300,
    wrong: {
      host: ['smtp://mail.example.com', 'mail example', '169.254.169.254'],
      port: ['0', '65536', 'smtp', '-1'],
      security: ['SSLv3'],
      from: ['ada', 'Ada <ada@example.com>', 'a@b, c@d', 'a@b\r\nBcc: c@d'],
      to: ['ada@', 'a@b c'],
    },
    start: emailService,
  },
  command: {
    word: /ended with 0: brought on/,
    never: ['redirects'],
    saysHowLong: false,
    longest: 9001,
    wrong: { command: ['page-me', './page-me'], arguments: ['["a", 1]', '[unclosed'] },
    start: commandService,
  },
};

const LOGIN = { user: 'ada', password: `${CANARY}-mail` };

async function emailService(python: PythonReader, certificate?: Certificate): Promise<Service> {
  let how: Behaviour = 'takes';
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();
  const fail = (code: number, words: string): Error =>
    Object.assign(new Error(words), { responseCode: code });
  const real = await startSmtpSink(
    LOGIN,
    {
      ...(certificate && { secure: true }),
      onMailFrom(_address, _session, callback) {
        if (how === 'forbids') callback(fail(550, 'words for 403'));
        else if (how === 'is busy') callback(fail(451, '4.7.1 words for 429'));
        else if (how === 'is broken') callback(fail(421, 'words for 500'));
        else callback();
      },
      onRcptTo(_address, _session, callback) {
        if (how === 'misses') callback(fail(550, '5.1.1 words for 404'));
        else if (how === 'echoes')
          callback(fail(550, `${LOGIN.user} ${LOGIN.password} ${basic('', LOGIN.password)}`));
        else callback();
      },
      onAuth(auth, _session, callback) {
        if (how === 'denies') callback(fail(535, `words for 401 ${auth.password}`));
        else if (auth.password === LOGIN.password) callback(null, { user: LOGIN.user });
        else callback(fail(535, 'Invalid login'));
      },
    },
    certificate,
  );
  // What no real server does on demand.
  const odd = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (how === 'drips') timers.add(setInterval(() => socket.write('2'), 20));
    if (how === 'never ends') {
      const more = (): void => {
        while (!socket.destroyed && socket.write(`220-${'x'.repeat(65_000)}\r\n`));
      };
      socket.on('drain', more);
      more();
    }
  });
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  const values: Record<string, string> = {
    host: '127.0.0.1',
    port: String(real.port),
    security: certificate ? 'TLS' : 'none',
    user: LOGIN.user,
    password: LOGIN.password,
    from: 'pager@example.com',
    to: 'ada@example.com',
  };
  const last = () => python.mail(real.got.at(-1)?.raw ?? '');
  return {
    values,
    behave(next) {
      how = next;
      const isOdd = how === 'hangs' || how === 'drips' || how === 'never ends';
      values['port'] = String(isOdd ? (odd.address() as AddressInfo).port : real.port);
    },
    count: () => real.got.length,
    async text() {
      const { headers, text } = await last();
      return `${headers['subject']?.[0]}\n${text.replaceAll('\r\n', '\n')}`;
    },
    async documented(message) {
      const got = real.got.at(-1);
      expect([got?.from, got?.to, got?.user]).toEqual(['pager@example.com', ['ada@example.com'], 'ada']);
      const { headers } = await last();
      // RFC 5322: each once, and none that a text from outside smuggled in.
      expect(Object.keys(headers).sort()).toEqual(
        [
          'auto-submitted',
          'content-transfer-encoding',
          'content-type',
          'date',
          'from',
          'message-id',
          'mime-version',
          'subject',
          'to',
          ...(message.severity === 'critical' ? ['importance', 'x-msmail-priority', 'x-priority'] : []),
        ].sort(),
      );
      for (const values of Object.values(headers)) expect(values.length).toBe(1);
      expect(headers['message-id']).toEqual([`<${message.key}@watchbill.invalid>`]);
      expect(headers['from']).toEqual(['Watchbill <pager@example.com>']);
      // RFC 5321 4.5.3.1.6
      for (const line of (got?.raw ?? '').split('\r\n'))
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998);
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await Promise.all([real.stop(), new Promise((resolve) => odd.close(resolve))]);
    },
  };
}

/** Exit codes of sysexits(3) where there are such. */
const CODES = { denies: 77, forbids: 77, misses: 127, 'is busy': 75, 'is broken': 1, echoes: 78 } as const;

async function commandService(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-command-'));
  const program = join(folder, 'bring on');
  const behave = (how: Behaviour): void => writeFileSync(join(folder, 'how'), how);
  const code = Object.entries(CODES)
    .map(
      ([how, exit]) =>
        `  '${how}') echo "words for it"; ${how === 'echoes' ? 'env; cat;' : ''} exit ${exit} ;;`,
    )
    .join('\n');
  writeFileSync(
    program,
    `#!/bin/sh
case "$(cat '${folder}/how')" in
${code}
  hangs) sleep 600 & wait ;;
  drips) while :; do printf .; sleep 0.02; done ;;
  'never ends') while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done ;;
  takes) cat > "$1.$$" && env -0 > "$1.env" && mv "$1.$$" "$1.$(ls '${folder}' | grep -c '^got')" && echo "brought on" ;;
esac
`,
  );
  chmodSync(program, 0o755);
  behave('takes');
  const taken = (): string[] => readdirSync(folder).filter((name) => /^got\.\d+$/.test(name));
  const last = (): string =>
    readFileSync(
      join(
        folder,
        `${taken()
          .sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)))
          .at(-1)}`,
      ),
      'utf8',
    );
  return {
    values: {
      command: program,
      arguments: JSON.stringify([join(folder, 'got')]),
      secret: `${CANARY}-command`,
    },
    behave,
    count: () => taken().length,
    async text() {
      const { data } = JSON.parse(last()) as { data: { title: string; body: string } };
      return `${data.title}\n${data.body}`;
    },
    async documented(message) {
      expect(bodyProblem('webhook', JSON.parse(last()))).toBe('');
      const env = Object.fromEntries(
        readFileSync(join(folder, 'got.env'), 'utf8')
          .split('\0')
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
      expect(env).toMatchObject({
        WATCHBILL_KEY: message.key,
        WATCHBILL_KIND: message.kind,
        WATCHBILL_SEVERITY: message.severity,
        WATCHBILL_INCIDENTS: '7',
        WATCHBILL_SECRET: `${CANARY}-command`,
      });
      for (const [name, value] of Object.entries(env))
        if (name.startsWith('WATCHBILL_')) expect(value).not.toMatch(/[\n\r]/);
    },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
