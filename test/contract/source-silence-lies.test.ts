import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/time/duration';
import { printInstant } from '../../src/core/time/instant';
import type { SilenceRequest } from '../../src/engine/ports';
import { findSource } from '../../src/engine/sources/find';
import { configFor, depsFor, type Scripted, startScripted } from '../helpers/alertmanager-scripted';

// "Acknowledged" is shown as confirmed only when the server shows the silence, whatever it answered when it was written.

const source = findSource('alertmanager');
const END = Date.now() + 15 * MINUTE;
const asked: SilenceRequest = {
  labels: [['alertname', 'DiskFull']],
  silenceId: '',
  startsAt: Date.now(),
  endsAt: END,
  createdBy: 'Ada Okafor',
  comment: 'Acknowledged in Watchbill by Ada Okafor',
};
const stored = (more: object = {}) => ({
  id: 's1',
  status: { state: 'active' },
  startsAt: printInstant(asked.startsAt),
  endsAt: printInstant(END),
  matchers: [{ name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true }],
  ...more,
});

let server: Scripted;
afterEach(() => server.stop());

type Answers = {
  post?: [number, unknown];
  get?: [number, unknown] | (() => [number, unknown]);
  delete?: [number, unknown];
};

async function against(answers: Answers) {
  server = await startScripted((request: IncomingMessage, response: ServerResponse) => {
    const { get = [200, stored()], post = [200, { silenceID: 's1' }] } = answers;
    const found = typeof get === 'function' ? get() : get;
    const [status, body] =
      request.method === 'POST' ? post : request.method === 'DELETE' ? (answers.delete ?? [200, '']) : found;
    request.resume();
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(body === '' ? '' : JSON.stringify(body));
  });
  return configFor(server.url);
}

test('what was written and is shown is confirmed', async () => {
  const config = await against({});
  expect(await source.silence(config, asked, depsFor())).toEqual({ ok: true, silenceId: 's1', endsAt: END });
});

test('a 0.21 server that shows no isEqual is confirmed too', async () => {
  const config = await against({
    get: [200, stored({ matchers: [{ name: 'alertname', value: 'DiskFull', isRegex: false }] })],
  });
  expect(await source.silence(config, asked, depsFor())).toMatchObject({ ok: true });
});

test('another member of a cluster that hears of it a moment later is waited for', async () => {
  let asks = 0;
  const config = await against({ get: () => ((asks += 1) < 3 ? [404, ''] : [200, stored()]) });
  expect(await source.silence(config, asked, depsFor())).toMatchObject({ ok: true });
  expect(asks).toBe(3);
});

test.each<[string, Answers, string, string]>([
  ['taken, but not there', { get: [404, ''] }, 'not there when asked', 's1'],
  ['taken, but expired', { get: [200, stored({ status: { state: 'expired' } })] }, 'it is expired', 's1'],
  ['taken, but in no known state', { get: [200, stored({ status: {} })] }, 'no known state', 's1'],
  [
    'taken, but over other labels',
    { get: [200, stored({ matchers: [{ name: 'alertname', value: 'Other', isRegex: false }] })] },
    'other labels',
    's1',
  ],
  [
    'taken, but by regular expression',
    { get: [200, stored({ matchers: [{ name: 'alertname', value: 'DiskFull', isRegex: true }] })] },
    'other labels',
    's1',
  ],
  ['taken, but over more', { get: [200, stored({ matchers: [] })] }, 'other labels', 's1'],
  [
    'taken, but shorter',
    { get: [200, stored({ endsAt: printInstant(END - MINUTE) })] },
    'another time',
    's1',
  ],
  ['taken, but the reading fails', { get: [500, 'broken'] }, 'did not show it: answered HTTP 500', 's1'],
  ['taken without an id', { post: [200, {}] }, 'named none', ''],
  ['answered with a login page', { post: [200, '<html>'] }, 'named none', ''],
  ['answered with nothing', { post: [200, ''] }, 'answered with nothing', ''],
  [
    'refused',
    { post: [400, { code: 400, message: 'start time must be before end time' }] },
    'start time must be before',
    '',
  ],
  ['forbidden', { post: [403, 'no'] }, 'refused the login', ''],
])('%s: not confirmed', async (_what, answers, why, silenceId) => {
  const config = await against(answers);
  const result = await source.silence(config, asked, depsFor());
  expect(result).toMatchObject({ ok: false, silenceId, problem: expect.stringContaining(why) });
  expect(result).toMatchObject({ problem: expect.stringMatching(/^prod-alertmanager: /) });
});

test('removed, and still there: not removed', async () => {
  const config = await against({ delete: [200, ''], get: [200, stored()] });
  expect(await source.unsilence(config, 's1', depsFor())).toMatchObject({
    ok: false,
    silenceId: 's1',
    problem: expect.stringContaining('said it removed the silence, but it is still active'),
  });
});

test('an error on removing one that has ended by itself counts as ended', async () => {
  const config = await against({
    delete: [500, 'silence already expired'],
    get: [200, stored({ status: { state: 'expired' } })],
  });
  expect(await source.unsilence(config, 's1', depsFor())).toMatchObject({ ok: true });
});

test('gone altogether counts as ended; nothing to end is no request', async () => {
  const config = await against({ delete: [404, ''], get: [404, ''] });
  expect(await source.unsilence(config, 's1', depsFor())).toMatchObject({ ok: true });
  server.requests.length = 0;
  expect(await source.unsilence(config, '', depsFor())).toMatchObject({ ok: true });
  expect(server.requests).toEqual([]);
});

test('forbidden to remove: said so, and not removed', async () => {
  const config = await against({ delete: [403, 'nope'], get: [200, stored()] });
  expect(await source.unsilence(config, 's1', depsFor())).toMatchObject({
    ok: false,
    problem: expect.stringContaining('HTTP 403: "'),
  });
});

test('an id from elsewhere cannot leave its place in the address', async () => {
  const config = await against({ delete: [404, ''], get: [404, ''] });
  await source.unsilence(config, '../../-/reload?x=', depsFor());
  expect(server.requests[0]).toBe('DELETE /api/v2/silence/..%2F..%2F-%2Freload%3Fx%3D');
});
