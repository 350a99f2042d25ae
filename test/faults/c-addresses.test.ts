import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { alertmanagerSource } from '../../src/engine/sources/alertmanager';
import { makeAuthority } from '../helpers/alertmanager-certificates';
import { configFor, depsFor, listing, startScripted } from '../helpers/alertmanager-scripted';

// Reliability C8, C9, C11, C15: login pages, redirects, and addresses that are not asked.

const source = alertmanagerSource();
const bearer = (url: string) =>
  source.read(configFor(url, { auth: { kind: 'bearer' } }), depsFor({ secret: 'tok-5f2e9c' }));

let stop: Array<() => unknown> = [];
afterEach(async () => {
  for (const one of stop) await one();
  stop = [];
});

async function scripted(...args: Parameters<typeof startScripted>) {
  const server = await startScripted(...args);
  stop.push(() => server.stop());
  return server;
}

const LOGIN =
  '<!DOCTYPE html><html><head><title>Sign in &mdash; Example SSO</title></head><body><form><input type="password"></form></body></html>';

describe('C8: a login page', () => {
  test('as an answer of 200: asks for a login, with its title as text', async () => {
    const server = await scripted(listing(LOGIN, { 'content-type': 'text/html; charset=utf-8' }));
    expect(await bearer(server.url)).toEqual({
      ok: false,
      loginNeeded: true,
      retryAfter: null,
      problem:
        'prod-alertmanager: asks for a login: it answered with a web page: "Sign in &mdash; Example SSO"',
    });
  });

  test('that calls itself JSON', async () => {
    const server = await scripted(listing(LOGIN));
    expect(await bearer(server.url)).toMatchObject({ ok: false, loginNeeded: true });
  });

  test('any other web page says that it may be the wrong address too', async () => {
    const server = await scripted(
      listing('<html><title>Welcome to nginx!</title></html>', { 'content-type': 'text/html' }),
    );
    expect(await bearer(server.url)).toMatchObject({
      ok: false,
      loginNeeded: true,
      problem: expect.stringMatching(
        /asks for a login, or the address is not the right one: .*"Welcome to nginx!"/,
      ),
    });
  });

  test('by a redirect on the same server', async () => {
    const server = await scripted((request, response) =>
      request.url?.startsWith('/login')
        ? response.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN)
        : response.writeHead(302, { location: '/login?rd=%2Fapi' }).end(),
    );
    expect(await bearer(server.url)).toMatchObject({
      ok: false,
      loginNeeded: true,
      problem: expect.stringContaining('asks for a login'),
    });
  });

  test('by a redirect to another: asks for a login, is not followed, and the query is not shown', async () => {
    const sso = await scripted(listing(LOGIN));
    const server = await scripted((_request, response) =>
      response.writeHead(302, { location: `${sso.url}/oauth2/start?state=s3cr3t` }).end(),
    );
    const answer = await bearer(server.url);
    expect(answer).toMatchObject({
      ok: false,
      loginNeeded: true,
      problem: expect.stringContaining(`asks for a login: it redirects to ${sso.url}`),
    });
    expect(JSON.stringify(answer)).not.toContain('s3cr3t');
    expect(sso.requests).toEqual([]);
  });

  test('an error page of a proxy is no login', async () => {
    const server = await scripted(
      listing('<html><title>502 Bad Gateway</title></html>', { 'content-type': 'text/html' }, 502),
    );
    expect(await bearer(server.url)).toMatchObject({
      ok: false,
      loginNeeded: false,
      problem: expect.stringContaining('HTTP 502: "502 Bad Gateway"'),
    });
  });

  test.each([401, 403, 407])('C11: HTTP %i is a login that is needed, without the secret', async (status) => {
    const server = await scripted(listing('token tok-5f2e9c is not good', {}, status));
    const answer = await bearer(server.url);
    expect(answer).toMatchObject({
      ok: false,
      loginNeeded: true,
      problem: expect.stringContaining(`HTTP ${status}`),
    });
    expect(JSON.stringify(answer)).not.toContain('tok-5f2e9c');
  });
});

describe('C9, 3.3-5: redirects', () => {
  test('three on the same server are followed, with the login', async () => {
    const server = await scripted((request, response) => {
      const at = Number(/step=(\d)/.exec(request.url ?? '')?.[1] ?? 0);
      if (request.url?.includes('status')) response.end('{}');
      else if (at === 3) response.end('[]');
      else response.writeHead([301, 307, 308][at] ?? 302, { location: `?step=${at + 1}` }).end();
    });
    expect(await bearer(server.url)).toMatchObject({ ok: true });
    expect(new Set(server.authorizations)).toEqual(new Set(['Bearer tok-5f2e9c']));
  });

  test('a loop, and 21 in a row, end after three', async () => {
    const server = await scripted((request, response) =>
      response.writeHead(302, { location: `${request.url}x` }).end(),
    );
    expect(await bearer(server.url)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('in a circle'),
    });
    expect(server.requests.filter((one) => one.includes('/alerts'))).toHaveLength(4);
  });

  test.each([
    ['file:///etc/passwd', 'file:'],
    ['javascript:alert(1)', 'javascript:'],
    ['data:application/json,[]', 'data:'],
    ['http://169.254.169.254/latest/meta-data', '169.254.169.254'],
    ['http://', 'not an address'],
  ])('to %s is refused', async (location, word) => {
    const server = await scripted((_request, response) => response.writeHead(302, { location }).end());
    expect(await bearer(server.url)).toMatchObject({ ok: false, problem: expect.stringContaining(word) });
  });

  test('to another host or port is refused, and nothing is sent there', async () => {
    const other = await scripted(listing('[]'));
    for (const location of [
      `${other.url}/api/v2/alerts`,
      other.url.replace('127.0.0.1', 'localhost'),
      other.url.replace('http:', ''),
    ]) {
      const server = await scripted((_request, response) => response.writeHead(308, { location }).end());
      expect(await bearer(server.url)).toMatchObject({
        ok: false,
        loginNeeded: false,
        problem: expect.stringContaining('which is not followed'),
      });
    }
    expect(other.requests).toEqual([]);
  });

  test('from https to http is refused, and nothing is sent there', async () => {
    const authority = makeAuthority();
    const { cert, key } = authority.issue();
    const plain = await scripted(listing('[]'));
    const secure = https.createServer(
      { cert: readFileSync(cert), key: readFileSync(key) },
      (_request, response) => response.writeHead(302, { location: `${plain.url}/api/v2/alerts` }).end(),
    );
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
    const answer = await source.read(
      configFor(url, { auth: { kind: 'bearer' } }),
      depsFor({ secret: 'tok-5f2e9c', ca: authority.ca }),
    );
    expect(answer).toMatchObject({
      ok: false,
      problem: expect.stringContaining(`redirects to ${plain.url}`),
    });
    expect(plain.requests).toEqual([]);
    secure.close();
    authority.remove();
  });

  test('what is written is never sent on', async () => {
    const other = await scripted(listing('{"silenceID":"x"}'));
    const server = await scripted((request, response) => {
      request.resume();
      response.writeHead(307, { location: `${request.url}/elsewhere` }).end();
    });
    const result = await source.silence(
      configFor(server.url),
      {
        labels: [['a', 'b']],
        silenceId: '',
        startsAt: Date.now(),
        endsAt: Date.now() + 60_000,
        createdBy: 'ada',
        comment: 'c',
      },
      depsFor(),
    );
    expect(result).toMatchObject({
      ok: false,
      problem: expect.stringContaining('redirects what is written'),
    });
    expect(server.requests).toEqual(['POST /api/v2/silences']);
    expect(other.requests).toEqual([]);
  });
});

describe('C15: addresses', () => {
  test.each([
    ['file:///etc/passwd', 'only http: and https:'],
    ['ftp://example.com', 'only http: and https:'],
    ['javascript:alert(1)', 'only http: and https:'],
    ['http://0.0.0.0:9093', 'never asked'],
    ['http://0:9093', 'never asked'],
    ['http://[::]:9093', 'never asked'],
    ['http://169.254.169.254', 'never asked'],
    ['http://2852039166/', 'never asked'],
    ['http://0xA9.0xFE.1.1/', 'never asked'],
    ['http://[::ffff:169.254.169.254]/', 'never asked'],
    ['http://[::ffff:0.0.0.0]/', 'never asked'],
    ['http://[fe80::1]/', 'never asked'],
    ['http://[fd00:ec2::254]/', 'never asked'],
    ['http://ada:pencil@127.0.0.1:9093', 'belong in the keychain'],
    ['http://ada@127.0.0.1:9093', 'belong in the keychain'],
    [`http://127.0.0.1/${'a'.repeat(5000)}`, 'longer than 2048'],
    ['http://127.0.0.1\n.example.com', 'line break'],
    ['http://127.0.0.1/a b', 'a space'],
    ['not an address', 'a space'],
    ['alertmanager:9093', 'only http: and https:'],
    ['', 'not a URL'],
  ])('%j is refused', async (url, why) => {
    const answer = await bearer(url);
    expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining(why) });
    expect(JSON.stringify(answer)).not.toContain('pencil');
  });

  test('loopback in all its writings, and names, are asked', async () => {
    const server = await scripted(listing('[]'));
    const port = new URL(server.url).port;
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '2130706433', 'localhost']) {
      expect(await bearer(`http://${host}:${port}`), host).toMatchObject({ ok: true });
    }
  });
});
