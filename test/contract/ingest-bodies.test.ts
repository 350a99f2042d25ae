import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CI_TOKEN, type Desk, openDesk, requestText, statusOf } from './ingest-desk';

const KB = 1024;
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.listener.stop());
beforeEach(() => {
  desk.inputs.length = 0;
  desk.deadLetters.length = 0;
  desk.diskFull = false;
});

/** An alert of exactly so many bytes. */
function bodyOf(size: number): string {
  const frame = JSON.stringify({ title: 'big', description: '' });
  return frame.replace('""', `"${'x'.repeat(size - frame.length)}"`);
}

const head = (extra: readonly string[], route = '/api/v1/alerts', token = CI_TOKEN) =>
  requestText(`POST ${route} HTTP/1.1`, [
    `Host: 127.0.0.1:${desk.listener.port}`,
    ...(token === '' ? [] : [`Authorization: Bearer ${token}`]),
    'Content-Type: application/json',
    ...extra,
  ]);

describe('D6: how large a body may be', () => {
  it.each([256 * KB, 512 * KB])('takes %d bytes', async (size) => {
    expect((await desk.post('/api/v1/alerts', bodyOf(size))).status).toBe(200);
    expect(desk.alerts()[0]?.title).toBe('big');
  });

  it.each([512 * KB + 1, 10 * KB * KB])(
    'answers 413 to %d bytes, keeps the beginning and opens an incident',
    async (size) => {
      const answer = await desk.post('/api/v1/alerts', bodyOf(size));
      expect(answer.status).toBe(413);
      expect(await answer.json()).toEqual({ error: 'the body is larger than 512 KB' });
      expect(desk.deadLetters).toMatchObject([
        { source: 'ci', format: 'plain', reason: 'a payload from ci was too large to read (over 512 KB)' },
      ]);
      expect(desk.deadLetters[0]!.body).toMatch(/^\{"title":"big"/);
      expect(desk.deadLetters[0]!.body.length).toBeLessThanOrEqual(64 * KB);
      expect(desk.alerts()).toMatchObject([
        { source: 'watchbill', title: 'A payload from ci was too large to read', event: 'firing' },
      ]);
    },
  );

  it('answers 413 to 10 GB at once, without waiting for them', async () => {
    const startedAt = Date.now();
    const answer = await desk.raw(`${head(['Content-Length: 10737418240'])}{"title":`, { wait: 5000 });
    expect(statusOf(answer)).toBe(413);
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(desk.deadLetters).toHaveLength(1);
  });

  it('tells a sender that asks first (Expect: 100-continue) not to send', async () => {
    const no = await desk.raw(
      head(['Content-Length: 4'], '/api/v1/alerts', 'wrong').replace(
        '\r\n\r\n',
        '\r\nExpect: 100-continue\r\n\r\n',
      ),
    );
    expect(statusOf(no)).toBe(401);
    const yes = await desk.raw(
      head(['Content-Length: 15', 'Connection: close', 'Expect: 100-continue']) + '{"title":"yes"}',
    );
    expect(yes).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it('stops at chunks without end', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(desk.listener.port, '127.0.0.1');
      let sent = 0;
      let text = '';
      socket.write(head(['Transfer-Encoding: chunked']));
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      const more = () => {
        while (!socket.destroyed && sent < 200 * KB * KB) {
          sent += 0x10000;
          if (!socket.write(chunk)) break;
        }
      };
      socket.on('drain', more).on('error', () => {});
      socket.setEncoding('latin1').on('data', (data) => (text += data));
      socket.on('close', () => resolve(text));
      more();
    });
    expect(statusOf(answer)).toBe(413);
    expect(desk.deadLetters).toHaveLength(1);
  });

  it('what comes after the length is a broken request; what is shorter than the length waits and is cut off', async () => {
    const short = await desk.raw(`${head(['Content-Length: 13'])}{"title":"a"}GARBAGE\r\n\r\n`);
    expect(short).toMatch(/HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n\r\n$/);
    const long = await desk.raw(`${head(['Content-Length: 500'])}{"title":"a"}`, { wait: 500 });
    expect(long).toBe('');
    expect(desk.inputs).toHaveLength(1);
  });

  it('a compressed bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(10 * KB * KB, 0x20));
    expect((await desk.post('/api/v1/alerts', bomb, { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });
});

describe('D8: bodies nobody can read', () => {
  const depth = 100_000;
  it.each([
    ['nothing', '', 'the body is empty'],
    ['half an object', '{"title":"x"', 'the body is not JSON: wrong at character 12'],
    ['text', 'disk full!', 'the body is not JSON: it cannot be parsed'],
    ['a scalar', '"disk full"', 'an alert must be an object'],
    ['null', 'null', 'an alert must be an object'],
    ['an empty list', '[]', 'the list is empty'],
    ['deep arrays', '['.repeat(depth) + ']'.repeat(depth), 'the JSON is nested deeper than 64 levels'],
    ['deep arrays without end', '['.repeat(depth), 'the JSON is nested deeper than 64 levels'],
    ['deep objects', '{"a":'.repeat(depth / 2), 'the JSON is nested deeper than 64 levels'],
    [
      'brackets after a quote that never ends',
      `{"title":"${'['.repeat(1000)}`,
      'the body is not JSON: wrong at character 1010',
    ],
  ])('%s: 400 with a reason, and a dead letter', async (_what, body, reason) => {
    const answer = await desk.post('/api/v1/alerts', body);
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 400,
      body: { error: reason },
    });
    expect(desk.deadLetters).toEqual([
      { source: 'ci', format: 'plain', reason, body: body.slice(0, 64 * KB) },
    ]);
    expect(desk.inputs).toHaveLength(0);
  });

  it('reads brackets and quotes inside of texts as text', async () => {
    const title = `${'['.repeat(200)}\\"${'{'.repeat(200)}`;
    expect((await desk.post('/api/v1/alerts', { title })).status).toBe(200);
    expect(desk.alerts()[0]?.title).toBe(title);
  });

  it('refuses bytes that are not UTF-8, skips a byte order mark', async () => {
    expect((await desk.post('/api/v1/alerts', Buffer.from('{"title":"caf\u00e9"}', 'latin1'))).status).toBe(
      400,
    );
    expect((await desk.post('/api/v1/alerts', Buffer.from('{"title":"x"}', 'utf16le'))).status).toBe(400);
    expect(desk.deadLetters.map(({ reason }) => reason)).toEqual([
      'the body is not UTF-8',
      expect.stringMatching('not JSON'),
    ]);
    expect((await desk.post('/api/v1/alerts', Buffer.from('\ufeff{"title":"with a mark"}'))).status).toBe(
      200,
    );
  });

  it('of duplicate keys the last wins', async () => {
    await desk.post('/api/v1/alerts', '{"title":"first","title":"last"}');
    expect(desk.alerts()[0]?.title).toBe('last');
  });

  it('a hundred thousand labels cost a hundred', async () => {
    const labels = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`l${i}`, 'v']));
    expect((await desk.post('/api/v1/alerts', { title: 'bomb', labels })).status).toBe(200);
    expect(desk.alerts()[0]?.labels).toHaveLength(101);
    expect(desk.alerts()[0]?.labels.at(-1)).toEqual(['…', '19900 more labels were cut']);
  });

  it('keeps names like __proto__ as ordinary labels', async () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'prototype', 'toString'];
    const labels = `{${names.map((name) => `"${name}":"x"`).join(',')}}`;
    for (const route of ['/api/v1/alerts', '/api/v2/alerts', '/api/v1/ingest/alertmanager', '/v2/enqueue']) {
      const body =
        route === '/api/v2/alerts'
          ? `[{"labels":${labels}}]`
          : route.endsWith('manager')
            ? `{"alerts":[{"labels":${labels}}],"__proto__":{"polluted":1}}`
            : route === '/v2/enqueue'
              ? `{"event_action":"trigger","payload":{"summary":"x","custom_details":${labels}},"__proto__":{"polluted":1}}`
              : `{"title":"x","labels":${labels},"__proto__":{"polluted":1}}`;
      expect((await desk.post(route, body)).status, route).toBeLessThan(300);
      expect(
        desk
          .alerts()
          .at(-1)
          ?.labels.map(([name]) => name),
        route,
      ).toEqual(names);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('halves of surrogate pairs become U+FFFD, as in Alertmanager; whole ones and escaped backslashes stay', async () => {
    await desk.post(
      '/api/v1/alerts',
      String.raw`{"title":"\ud800 \udc00 \ud83d\ude00 \\ud800","dedupKey":"\uDC00k"}`,
    );
    expect(desk.alerts()[0]).toMatchObject({ title: '\ufffd \ufffd 😀 \\ud800', dedupKey: '\ufffdk' });
  });
});

describe('D15: no credential is kept with a body that nobody could read', () => {
  it('masks them by name, by kind and by value', async () => {
    const secrets = [
      'hunter2',
      'Tr0ub4dor',
      'xyzzy-plugh-1',
      'abcdef123456',
      'pw0',
      'QWxhZGRpbjpvcGVu',
      'k9k9k9',
      'cook1e',
      'deep-secret',
      'half-a-secr',
    ];
    const body = `{"basic_auth_pass": "hunter2", "pushToken":"Tr0ub4dor", "headers": {"Authorization": "Bearer xyzzy-plugh-1"},
      "list":[{"name":"X-Api-Key","value":"abcdef123456"}], "url":"https://bob:pw0@example.com/?access_token=k9k9k9&b=1", "text":"Basic QWxhZGRpbjpvcGVu",
      "cookie":"a=cook1e", "nested": {"client_secret": "deep\\"-secret"}, "mine": "${CI_TOKEN}", "routing_key":"${CI_TOKEN}", "keep": "this stays", "password": "half-a-secr`;
    expect((await desk.post('/api/v1/alerts', body)).status).toBe(400);
    const kept = desk.deadLetters[0]!.body;
    for (const secret of [...secrets, CI_TOKEN, '-secret"']) expect(kept).not.toContain(secret);
    expect(kept).toContain('"keep": "this stays"');
    expect(kept).toContain('"basic_auth_pass": "[redacted]"');
  });

  it('is quick with text made to be slow', async () => {
    const startedAt = performance.now();
    for (const piece of [
      '"password',
      '"password": "\\',
      '://a:',
      'password=',
      '"name":"token",  ',
      'Bearer ',
      '"a":   ',
      '-'.repeat(50),
    ]) {
      expect(
        (await desk.post('/api/v1/alerts', piece.repeat(Math.floor((500 * KB) / piece.length)))).status,
      ).toBe(400);
    }
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });
});

describe('D15: no credential is kept with an alert that was read', () => {
  it('neither as a label, nor as an annotation, nor deep in details, nor in the journal', async () => {
    await desk.post('/api/v2/alerts', [
      {
        labels: { alertname: 'A', db_password: 'hunter2' },
        annotations: { Authorization: 'Bearer hunter2' },
      },
    ]);
    await desk.post('/v2/enqueue', {
      routing_key: CI_TOKEN,
      event_action: 'trigger',
      payload: {
        summary: 'Down',
        source: 'kuma',
        severity: 'error',
        custom_details: { basic_auth_pass: 'hunter2', monitor: { name: 'api', pushToken: 'hunter2' } },
      },
    });
    expect(desk.alerts()).toHaveLength(2);
    expect(JSON.stringify([desk.inputs, desk.journalled])).not.toContain('hunter2');
    expect(JSON.stringify(desk.inputs).split('[redacted]')).toHaveLength(5);
  });
});

describe('P1, P2: what is answered when nothing can be stored', () => {
  it('503 with Retry-After, never 429 or 4xx', async () => {
    desk.diskFull = true;
    for (const [route, body] of [
      ['/api/v2/alerts', [{ labels: { a: 'b' } }]],
      ['/v2/enqueue', { event_action: 'trigger', payload: { summary: 'x' } }],
      ['/api/v1/alerts', 'broken'],
    ] as const) {
      const answer = await desk.post(route, body);
      expect(answer.status, route).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
    }
    expect(desk.inputs).toHaveLength(0);
    desk.diskFull = false;
    expect((await desk.post('/api/v2/alerts', [{ labels: { a: 'b' } }])).status).toBe(200);
  });
});

describe('the routing key of a PagerDuty sender is its token', () => {
  const anonymous = { Authorization: '' };
  const withoutHeader = async (body: string) => {
    const { listener } = desk;
    const answer = await fetch(`${listener.url}/v2/enqueue`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('in a good body', async () => {
    const body = (key: string) =>
      JSON.stringify({ routing_key: key, event_action: 'trigger', payload: { summary: 'x' } });
    expect((await withoutHeader(body(CI_TOKEN))).status).toBe(202);
    expect(desk.alerts()[0]?.source).toBe('ci');
    expect(await withoutHeader(body('wrong'))).toEqual({
      status: 401,
      body: { error: 'a valid token is needed' },
    });
    expect((await withoutHeader('{"event_action":"trigger","payload":{"summary":"x"}}')).status).toBe(401);
    expect((await withoutHeader('[]')).status).toBe(401);
    expect(anonymous.Authorization).toBe('');
  });

  it('in a broken or too large one, which is kept then; without it nothing is', async () => {
    expect((await withoutHeader(`{"routing_key": "${CI_TOKEN}", "event_action": `)).status).toBe(400);
    expect((await withoutHeader(`{"routing_key":"${CI_TOKEN}","x":"${'x'.repeat(600 * KB)}"}`)).status).toBe(
      413,
    );
    expect(desk.deadLetters.map(({ source }) => source)).toEqual(['ci', 'ci']);
    expect(JSON.stringify(desk.deadLetters)).not.toContain(CI_TOKEN);
    expect((await withoutHeader('{"routing_key": "wrong", "event_action": ')).status).toBe(401);
    expect((await withoutHeader(`{"x":"${'x'.repeat(600 * KB)}"}`)).status).toBe(401);
    expect(desk.deadLetters).toHaveLength(2);
  });
});
