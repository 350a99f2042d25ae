import { readFileSync } from 'node:fs';
import https, { type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alertmanagerSource } from '../../src/engine/sources/alertmanager';
import { type Authority, type Certificate, makeAuthority } from '../helpers/alertmanager-certificates';
import { configFor, depsFor } from '../helpers/alertmanager-scripted';

// Reliability C10: servers whose certificate or protocol cannot be trusted are refused with the reason, and nothing is sent to them.

const source = alertmanagerSource();
let authority: Authority;
let other: Authority;
beforeAll(() => {
  authority = makeAuthority();
  other = makeAuthority();
});
afterAll(() => {
  authority.remove();
  other.remove();
});

const pem = ({ cert, key }: Certificate) => ({ cert: readFileSync(cert), key: readFileSync(key) });

async function serve(options: ServerOptions) {
  let requests = 0;
  const server = https.createServer(options, (_request, response) => {
    requests += 1;
    response.end('[]');
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const read = (ca: string | null = authority.ca, host = '127.0.0.1') =>
    source.read(
      configFor(`https://${host}:${port}`, { auth: { kind: 'bearer' } }),
      depsFor({ ca, secret: 'tok-5f2e9c' }),
    );
  return {
    read,
    server,
    requests: () => requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Why such a server is refused; fails when a request reached it nevertheless. */
async function whyRefused(options: ServerOptions, ca: string | null = authority.ca): Promise<string> {
  const { read, requests, stop } = await serve(options);
  const answer = await read(ca);
  await stop();
  if (answer.ok || answer.loginNeeded || requests() > 0) return `reached by ${requests()} requests`;
  return answer.problem;
}

test('C10: good: by its own authority, by address and by name', async () => {
  const { read, stop } = await serve(pem(authority.issue()));
  expect(await read()).toMatchObject({ ok: true });
  expect(await read(authority.ca, 'localhost')).toMatchObject({ ok: true });
  await stop();
});

test('C10: expired', async () => {
  expect(await whyRefused(pem(authority.issue({ expired: true })))).toMatch(/certificate has expired/);
});

test('C10: for another host', async () => {
  expect(await whyRefused(pem(authority.issue({ names: 'DNS:other.example.com' })))).toMatch(
    /for another host name/,
  );
});

test('C10: of an authority that is not trusted: not ours, or ours when only the system is trusted', async () => {
  expect(await whyRefused(pem(other.issue()))).toMatch(/authority that is not trusted/);
  expect(await whyRefused(pem(authority.issue()), null)).toMatch(/authority that is not trusted/);
});

test('C10: signed with SHA-1', async () => {
  const weak = { ...pem(authority.issue({ digest: 'sha1' })), ciphers: 'DEFAULT@SECLEVEL=0' };
  expect(await whyRefused(weak)).toMatch(/too weak/);
});

test('C10: self-signed', async () => {
  expect(await whyRefused(pem(other.selfSigned()))).toMatch(/self-signed/);
});

test.each(['TLSv1', 'TLSv1.1'] as const)('C10: %s only', async (version) => {
  const old = {
    ...pem(authority.issue()),
    minVersion: version,
    maxVersion: version,
    ciphers: 'DEFAULT@SECLEVEL=0',
  };
  expect(await whyRefused(old)).toMatch(/TLS version that is too old/);
});

test('C10: plain HTTP where TLS is expected', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((_request, response) => response.end('[]'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await source.read(configFor(url), depsFor())).toMatchObject({
    ok: false,
    problem: expect.stringContaining('is it http instead of https?'),
  });
  server.close();
});

test('C10: a certificate that changes to one of another authority is refused from then on, and trusted again when it is back', async () => {
  const first = pem(authority.issue());
  const { read, server, requests, stop } = await serve(first);
  expect(await read()).toMatchObject({ ok: true });
  const before = requests();
  server.setSecureContext(pem(other.issue()));
  expect(await read()).toMatchObject({ ok: false, problem: expect.stringMatching(/not trusted/) });
  expect(requests()).toBe(before);
  server.setSecureContext(first);
  expect(await read()).toMatchObject({ ok: true });
  await stop();
});

test('C10: a switch in the environment changes nothing: there is no global one', async () => {
  const { read, requests, stop } = await serve(pem(other.issue()));
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    expect(await read()).toMatchObject({ ok: false, problem: expect.stringMatching(/not trusted/) });
    expect(requests()).toBe(0);
  } finally {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    await stop();
  }
});
