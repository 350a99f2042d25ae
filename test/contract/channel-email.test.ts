import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { email } from '../../src/engine/channels/adapters/email';
import type { ChannelReport } from '../../src/engine/channels/channel-type';
import { type Authority, type Certificate, makeAuthority } from '../helpers/alertmanager-certificates';
import { type SmtpSink, startSmtpSink } from '../helpers/smtp-sink';

// What only e-mail has: three kinds of security, and a login that must not be seen on the way.

const LOGIN = { user: 'ada@example.com', password: 'app password with a CANARY' };

let authority: Authority;
let certificate: Certificate;
let caFile: string;
let sink: SmtpSink;
beforeAll(() => {
  authority = makeAuthority();
  certificate = authority.issue();
  caFile = `${certificate.cert}.ca`;
  writeFileSync(caFile, authority.ca);
});
afterAll(() => authority.remove());
afterEach(() => sink.stop());

function send(values: Readonly<Record<string, string>>): Promise<ChannelReport> {
  return email.send(
    {
      key: 'desk-7-p3',
      title: 'Critical: Checkout is down',
      body: 'now',
      severity: 'critical',
      incidents: [],
      kind: 'page',
    },
    {
      id: 'mail',
      type: 'email',
      title: 'Mail',
      values: {
        host: '127.0.0.1',
        port: String(sink.port),
        user: LOGIN.user,
        password: LOGIN.password,
        from: 'pager@example.com',
        to: 'ada@example.com',
        ...values,
      },
    },
    {
      clock: { now: () => Date.now() },
      log: { info() {}, warn() {}, error() {} },
      signal: AbortSignal.timeout(10_000),
    },
  );
}

test('STARTTLS: the login and the mail go over TLS', async () => {
  sink = await startSmtpSink(LOGIN, {}, certificate);
  expect(await send({ security: 'STARTTLS', caFile })).toMatchObject({ state: 'delivered' });
  expect(sink.got).toMatchObject([{ secure: true, user: LOGIN.user }]);
  // What is chosen where nothing is.
  expect(await send({ caFile })).toMatchObject({ state: 'delivered' });
});

test('STARTTLS: a server that does not offer it, or somebody on the way who took it out, gets neither', async () => {
  sink = await startSmtpSink(LOGIN, { disabledCommands: ['STARTTLS'] });
  const report = await send({ security: 'STARTTLS' });
  expect(report).toEqual({
    state: 'refused',
    detail: 'the mail server has no STARTTLS there; look at security and port',
  });
  expect([sink.got, sink.passwords]).toEqual([[], []]);
});

test('STARTTLS: a certificate that cannot be trusted gets neither', async () => {
  sink = await startSmtpSink(LOGIN, {}, certificate);
  const report = await send({ security: 'STARTTLS' });
  expect(report).toMatchObject({
    state: 'failed',
    again: true,
    detail: expect.stringMatching(/certificate/),
  });
  expect([sink.got, sink.passwords]).toEqual([[], []]);
});

test('TLS: from the first byte; where STARTTLS is spoken instead, it says where to look', async () => {
  sink = await startSmtpSink(LOGIN, { secure: true }, certificate);
  expect(await send({ security: 'TLS', caFile })).toMatchObject({ state: 'delivered' });
  expect(sink.got).toMatchObject([{ secure: true }]);
  await sink.stop();
  sink = await startSmtpSink(LOGIN, {}, certificate);
  expect(await send({ security: 'TLS', caFile })).toMatchObject({
    state: 'failed',
    detail: expect.stringMatching(/TLS/),
  });
  expect(sink.passwords).toEqual([]);
});

test('a wrong login is refused in words, without the password that the server repeats', async () => {
  sink = await startSmtpSink(LOGIN);
  const report = await send({ security: 'none', password: 'wrong CANARY password' });
  expect(report).toMatchObject({
    state: 'refused',
    detail: expect.stringMatching(/did not take the login.*look at user and password/),
  });
  expect(report.detail).not.toContain('CANARY');
  expect(sink.passwords).toEqual(['wrong CANARY password']);
});

test('without a login where none is asked for; where none is offered, none is sent', async () => {
  sink = await startSmtpSink(null);
  expect(await send({ security: 'none', user: '', password: '' })).toMatchObject({ state: 'delivered' });
  expect(await send({ security: 'none' })).toMatchObject({ state: 'delivered' });
  expect([sink.got.length, sink.passwords]).toEqual([2, []]);
});
