import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CI_TOKEN, type Desk, ENGINE_TOKEN, openDesk, requestText, statusOf } from './ingest-desk';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.listener.stop());
beforeEach(() => {
  desk.inputs.length = 0;
  desk.deadLetters.length = 0;
  desk.logged.length = 0;
  desk.diskFull = false;
});

const BODY = '{"title":"Disk full"}';
const OTHERS = [
  `Authorization: Bearer ${CI_TOKEN}`,
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
  'Connection: close',
];
const post = (headers: readonly string[], line = 'POST /api/v1/alerts HTTP/1.1') =>
  desk.raw(requestText(line, [...headers, ...OTHERS], BODY));
const self = () => `Host: 127.0.0.1:${desk.listener.port}`;

describe('D18, 3.3-1: only our own names pass as Host', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '127.0.0.1:PORT',
    'localhost:PORT',
    'LocalHost:PORT',
    '[::1]:PORT',
  ])('takes %s', async (host) => {
    expect(statusOf(await post([`Host: ${host.replace('PORT', String(desk.listener.port))}`]))).toBe(200);
    expect(desk.inputs).toHaveLength(1);
  });

  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1.evil.example',
    'localhost.',
    'localhost.:PORT',
    '0.0.0.0',
    '0.0.0.0:PORT',
    '2130706433',
    '127.1',
    '127.0.0.1:1',
    '127.0.0.1:',
    '::1',
    '[::ffff:127.0.0.1]',
    'user@127.0.0.1',
    '127.0.0.1 , evil',
    '',
  ])('refuses "%s"', async (host) => {
    const answer = await post([`Host: ${host.replace('PORT', String(desk.listener.port))}`]);
    expect(statusOf(answer)).toBe(421);
    expect(desk.inputs).toHaveLength(0);
  });

  it('refuses a missing one, HTTP/1.0 included', async () => {
    expect(statusOf(await post([]))).toBe(421);
    expect(statusOf(await post([], 'POST /api/v1/alerts HTTP/1.0'))).toBe(421);
    expect(desk.inputs).toHaveLength(0);
  });

  it('refuses two, though both were right', async () => {
    expect(statusOf(await post([self(), self()]))).toBe(421);
    expect(statusOf(await post([self(), 'Host: evil.example']))).toBe(421);
  });

  it('refuses an address in the request line, whoever it names', async () => {
    expect(statusOf(await post([self()], 'POST http://evil.example/api/v1/alerts HTTP/1.1'))).toBe(421);
    expect(
      statusOf(await post([self()], `POST http://127.0.0.1:${desk.listener.port}/api/v1/alerts HTTP/1.1`)),
    ).toBe(421);
  });

  it('asks for the host before the token and the body', async () => {
    const answer = await desk.raw(
      requestText('POST /api/v1/alerts HTTP/1.1', ['Host: evil.example', 'Content-Length: 400000']),
      { wait: 3000 },
    );
    expect(statusOf(answer)).toBe(421);
  });
});

describe('D19, 3.3-2, P11: browsers are refused, right token or not', () => {
  it.each([
    'Origin: null',
    'Origin: https://evil.example',
    'Origin: http://localhost:3000',
    'Origin:',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Site: same-site',
    'Sec-Fetch-Site: same-origin',
  ])('refuses %s', async (header) => {
    const answer = await post([self(), header]);
    expect(statusOf(answer)).toBe(403);
    expect(answer).not.toMatch(/access-control/i);
    expect(desk.inputs).toHaveLength(0);
  });

  it('refuses preflights without a word of CORS', async () => {
    const answer = await desk.raw(
      requestText('OPTIONS /api/v1/alerts HTTP/1.1', [
        self(),
        'Origin: https://evil.example',
        'Access-Control-Request-Method: POST',
        'Access-Control-Request-Private-Network: true',
        'Connection: close',
      ]),
    );
    expect(statusOf(answer)).toBe(403);
    expect(answer).not.toMatch(/access-control/i);
    expect(
      statusOf(await desk.raw(requestText('OPTIONS /api/v1/alerts HTTP/1.1', [self(), 'Connection: close']))),
    ).toBe(405);
  });

  it('says no word of CORS in good answers either', async () => {
    expect(await post([self()])).not.toMatch(/access-control/i);
  });
});

describe('D20, 3.3-2: what a web form can send is refused', () => {
  it.each([
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=latin1',
    '',
  ])('answers 415 to "%s"', async (type) => {
    const answer = await desk.post('/api/v1/alerts', BODY, { 'Content-Type': type });
    expect(answer.status).toBe(415);
    expect(desk.inputs).toHaveLength(0);
  });

  it('takes application/json with a charset', async () => {
    expect(
      (await desk.post('/api/v1/alerts', BODY, { 'Content-Type': 'Application/JSON; charset=UTF-8' })).status,
    ).toBe(200);
  });

  it('answers 415 to encoded bodies', async () => {
    expect((await desk.post('/api/v1/alerts', BODY, { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  it.each([
    '/api/v2/alerts',
    '/api/v1/alerts',
    '/api/v1/ingest/alertmanager',
    '/v2/enqueue',
    '/v2/change/enqueue',
    '/api/v1/incidents/x-1/acknowledge',
  ])('GET %s changes nothing', async (route) => {
    const answer = await fetch(`${desk.listener.url}${route}?token=${ENGINE_TOKEN}`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

describe('D16, 3.3-3: tokens', () => {
  const wrong = async (headers: Record<string, string>, query = '') => {
    const answer = await fetch(`${desk.listener.url}/api/v1/alerts${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: BODY,
    });
    return { status: answer.status, body: await answer.text() };
  };

  it('answers the same to all that are not right', async () => {
    const answers = [
      await wrong({}),
      await wrong({ Authorization: '' }),
      await wrong({ Authorization: `Bearer ${'d'.repeat(64)}` }),
      await wrong({ Authorization: `Bearer ${CI_TOKEN}x` }),
      await wrong({ Authorization: `Bearer ${CI_TOKEN.slice(1)}` }),
      await wrong({ Authorization: `Basic ${CI_TOKEN}` }),
      await wrong({ Authorization: CI_TOKEN }),
      await wrong({ Authorization: `Bearer ${CI_TOKEN}` }, `?token=${ENGINE_TOKEN}`),
      await wrong({}, `?token=${CI_TOKEN}%20`),
      await wrong({}, `?token=${CI_TOKEN}%00`),
      await wrong({}, '?token='),
      await wrong({}, `?token=${'x'.repeat(10_000)}`),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({ status: 401, body: '{"error":"a valid token is needed"}' });
    expect(desk.inputs).toHaveLength(0);
  });

  it('takes the right one in the header, in the address, and in both', async () => {
    expect((await wrong({ Authorization: `Bearer ${CI_TOKEN}` })).status).toBe(200);
    expect((await wrong({}, `?token=${CI_TOKEN}`)).status).toBe(200);
    expect((await wrong({ Authorization: `bearer ${CI_TOKEN}` }, `?token=${CI_TOKEN}`)).status).toBe(200);
    expect(desk.alerts().map(({ source }) => source)).toEqual(['ci', 'ci', 'ci']);
  });

  it('costs a wrong one its connection, a right one not', async () => {
    expect(
      (await desk.post('/api/v1/alerts', BODY, { Authorization: 'Bearer wrong' })).headers.get('connection'),
    ).toBe('close');
    const { listener } = desk;
    const read = await fetch(`${listener.url}/api/v1/incidents?token=wrong`);
    expect(read.headers.get('connection')).toBe('close');
    expect((await desk.post('/api/v1/alerts', BODY)).headers.get('connection')).toBe('keep-alive');
  });

  it('a token of 1 MB is too much for a header', async () => {
    const answer = await desk.raw(
      requestText('POST /api/v1/alerts HTTP/1.1', [self(), `Authorization: Bearer ${'x'.repeat(1_000_000)}`]),
    );
    expect(statusOf(answer)).toBe(431);
  });

  it('a token of a sender opens nothing of the API', async () => {
    for (const path of ['/api/v1/incidents', '/api/v1/sources', '/api/v1/pages', '/metrics']) {
      expect(
        (await fetch(`${desk.listener.url}${path}`, { headers: { Authorization: `Bearer ${CI_TOKEN}` } }))
          .status,
      ).toBe(401);
      expect(
        (await fetch(`${desk.listener.url}${path}`, { headers: { Authorization: `Bearer ${ENGINE_TOKEN}` } }))
          .status,
      ).toBe(200);
    }
  });

  it('a flood of wrong ones is one line with a count, and the right one passes meanwhile', async () => {
    const flood = await openDesk();
    try {
      const attack = Promise.all(
        Array.from({ length: 300 }, () =>
          flood.post('/api/v1/alerts', BODY, { Authorization: 'Bearer wrong' }),
        ),
      );
      expect((await flood.post('/api/v1/alerts', BODY)).status).toBe(200);
      expect((await attack).every(({ status }) => status === 401)).toBe(true);
    } finally {
      await flood.listener.stop();
    }
    expect(flood.logged).toEqual([
      {
        message: 'requests with a missing or wrong token were refused',
        detail: { count: 300, where: '/api/v1/alerts' },
      },
    ]);
    expect(JSON.stringify(flood.logged)).not.toContain(CI_TOKEN);
  });
});

describe('D21: what is no plain HTTP', () => {
  const refused = (answer: string) => answer === '' || statusOf(answer) === 400;

  it.each([
    ['Content-Length and Transfer-Encoding', `Content-Length: ${BODY.length}\r\nTransfer-Encoding: chunked`],
    ['two different lengths', `Content-Length: ${BODY.length}\r\nContent-Length: 1`],
    ['a bare line feed', `X-A: 1\nContent-Length: ${BODY.length}`],
    ['a folded header', `X-A: 1\r\n folded\r\nContent-Length: ${BODY.length}`],
  ])('refuses %s', async (_what, lines) => {
    const answer = await desk.raw(
      `POST /api/v1/alerts HTTP/1.1\r\n${self()}\r\nAuthorization: Bearer ${CI_TOKEN}\r\nContent-Type: application/json\r\n${lines}\r\n\r\n${BODY}`,
    );
    expect(refused(answer), answer).toBe(true);
    expect(desk.inputs).toHaveLength(0);
  });

  it('refuses HTTP/2, TLS and WebSockets and closes', async () => {
    expect(refused(await desk.raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'))).toBe(true);
    expect(refused(await desk.raw('\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000'))).toBe(true);
    const upgrade = await desk.raw(
      requestText('GET /healthz HTTP/1.1', [
        self(),
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ]),
    );
    expect(statusOf(upgrade)).toBe(400);
    expect(statusOf(await desk.raw(requestText(`CONNECT evil.example:443 HTTP/1.1`, [self()])))).toBe(400);
  });
});

describe('D22, D23, P11: where we listen and what strangers learn', () => {
  it('listens on the two loopback addresses only', () => {
    const lines = execFileSync('ss', ['-ltnH', `sport = :${desk.listener.port}`])
      .toString()
      .trim()
      .split('\n');
    const addresses = lines.map((line) => line.trim().split(/\s+/)[3] ?? '').toSorted();
    expect(addresses).toEqual([`127.0.0.1:${desk.listener.port}`, `[::1]:${desk.listener.port}`]);
  });

  it('answers on [::1] too', async () => {
    expect(
      statusOf(
        await desk.raw(
          requestText('GET /healthz HTTP/1.1', [`Host: [::1]:${desk.listener.port}`, 'Connection: close']),
          { host: '::1' },
        ),
      ),
    ).toBe(200);
  });

  it('says ok and nothing more without a token', async () => {
    const answer = await fetch(`${desk.listener.url}/healthz`);
    expect(await answer.text()).toBe('ok');
    expect([...answer.headers.keys()].toSorted()).toEqual([
      'cache-control',
      'connection',
      'content-length',
      'content-type',
      'date',
      'keep-alive',
      'x-content-type-options',
    ]);
  });

  it('names the port that is taken', async () => {
    const { startListener } = await import('../../src/engine/ingest/listener');
    const { port } = desk.listener;
    const again = startListener({
      port,
      gate: {} as never,
      queries: {} as never,
      tokens: {} as never,
      clock: { now: () => 0 },
      log: { info() {}, warn() {}, error() {} },
      me: 'ada',
      rota: () => {
        throw new Error('there is no rota here');
      },
    });
    await expect(again).rejects.toMatchObject({
      name: 'PortTaken',
      port,
      message: `port ${port} is in use by another program`,
    });
  });
});
