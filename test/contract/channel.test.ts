import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelMessage, ChannelReport, ChannelType } from '../../src/engine/channels/channel-type';
import { CHANNEL_TYPES, findChannelType } from '../../src/engine/channels/registry';
import { type Authority, makeAuthority } from '../helpers/alertmanager-certificates';
import { markup, ODD_TEXT } from '../helpers/hostile-strings';
import { type PythonReader, startPythonReader } from '../helpers/python-reader';
import { type Behaviour, SECRETS, SETUPS, type Service } from './channel-setups';

// What every kind of channel must do, against a real service on loopback: SMTP, HTTP as the service documents it, or a
// program. A kind that is registered and not set up here fails.

const PAGE: ChannelMessage = {
  key: 'desk-7-p3',
  title: 'Critical: Checkout is down',
  body: 'Payments · db-07 · fires now',
  severity: 'critical',
  incidents: [{ id: 'desk-7', number: 7, service: 'Payments' }],
  kind: 'page',
};
const SEVERITIES = ['critical', 'error', 'warning', 'info', 'none'] as const;
/** Generous: two busy cores. The promise is the dispatcher's 15 s. */
const SOON = 8_000;

let authority: Authority;
let python: PythonReader;
beforeAll(() => {
  python = startPythonReader();
  authority = makeAuthority();
});
afterAll(() => {
  python.stop();
  authority.remove();
});

test('every kind of channel has a setup in this suite, and a name of its own', () => {
  expect(Object.keys(SETUPS).sort()).toEqual(CHANNEL_TYPES.map(({ type }) => type).sort());
  expect(new Set(CHANNEL_TYPES.map(({ title }) => title)).size).toBe(CHANNEL_TYPES.length);
  expect(findChannelType('fax')).toBeUndefined();
});

describe.each([...CHANNEL_TYPES])('$title', (type: ChannelType) => {
  const setup = SETUPS[type.type];
  if (!setup) throw new Error(`no setup for ${type.type}`);
  let service: Service;
  let logged: string[];
  beforeEach(async () => {
    service = await setup.start(python);
    logged = [];
  });
  afterEach(() => service.stop());

  const can = (how: Behaviour): boolean => !setup.never.includes(how);
  async function send(
    over: Partial<ChannelMessage> = {},
    values: Readonly<Record<string, string>> = {},
    signal = new AbortController().signal,
  ): Promise<ChannelReport> {
    const note = (...said: unknown[]): void => void logged.push(JSON.stringify(said));
    return type.send(
      { ...PAGE, ...over },
      { id: 'mine', type: type.type, title: 'Mine', values: { ...service.values, ...values } },
      { clock: { now: () => Date.now() }, log: { info: note, warn: note, error: note }, signal },
    );
  }

  test('is found by its type, and what it asks for fits a form', () => {
    expect(findChannelType(type.type)).toBe(type);
    expect(type.about).toMatch(/\.$/);
    const keys = type.fields.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { title, kind, choices, initial } of type.fields) {
      expect(title).toMatch(/^[A-Z]/);
      expect(kind === 'choice').toBe(choices !== undefined);
      if (kind === 'secret') expect(initial).toBeUndefined();
      if (choices && initial) expect(choices).toContain(initial);
    }
    expect(type.limits.perMinute).toBeGreaterThan(0);
    expect(type.limits.longest).toBeGreaterThanOrEqual(300);
  });

  test('is described in docs/channels.md, every field of it', () => {
    const docs = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8');
    const part = docs.split(/^## /m).find((section) => section.startsWith(`${type.title}\n`)) ?? '';
    expect(part).toContain(`\`${type.type}\``);
    for (const { title } of type.fields) expect(part).toContain(`**${title}**`);
    expect(part).toContain('Delivered means');
  });

  test('delivers a page as the service documents it, and reports the service’s own word', async () => {
    const report = await send();
    expect(report).toEqual({ state: 'delivered', detail: expect.stringMatching(setup.word) });
    expect(service.count()).toBe(1);
    await service.documented(PAGE);
    const text = await service.text();
    expect(text).toContain('Checkout is down');
    expect(text).toContain('Payments');
    expect(text).toContain('db-07');
  });

  test('takes every severity and every kind of message', async () => {
    for (const severity of SEVERITIES) {
      expect(await send({ severity })).toMatchObject({ state: 'delivered' });
      await service.documented({ ...PAGE, severity });
    }
    const incidents = Array.from({ length: 9_940 }, (_, n) => ({
      id: `desk-${n}`,
      number: n,
      service: 'Pay',
    }));
    expect(
      await send({
        kind: 'bundle',
        title: 'Watchbill: 9,940 more pages',
        body: '#1 a\n#2 b\nand 9,938 more',
        incidents,
      }),
    ).toMatchObject({ state: 'delivered' });
    expect(await service.text()).toContain('and 9,938 more');
    for (const kind of ['answered', 'test'] as const)
      expect(await send({ kind, severity: 'info', incidents: [] })).toMatchObject({ state: 'delivered' });
    expect(service.count()).toBe(SEVERITIES.length + 3);
  });

  test('refused for good: says what the service said and what to do', async () => {
    for (const how of ['denies', 'forbids', 'misses'] as const) {
      service.behave(how);
      const report = await send();
      expect(report.state, how).toBe('refused');
      expect(report.detail.length).toBeGreaterThan(20);
      expect(report.detail).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(service.count()).toBe(0);
  });

  test('busy or broken: may be tried again, not before the service wants it', async () => {
    service.behave('is busy');
    const before = Date.now();
    const busy = await send();
    expect(busy).toMatchObject({ state: 'failed', again: true });
    if (setup.saysHowLong && busy.state === 'failed') {
      expect(busy.notBefore).toBeGreaterThanOrEqual(before + 7_000);
      expect(busy.notBefore).toBeLessThanOrEqual(Date.now() + 7_000);
    }
    service.behave('is broken');
    expect(await send()).toMatchObject({ state: 'failed', again: true });
    expect(service.count()).toBe(0);
  });

  test.runIf(type.type !== 'command')('nobody there: may be tried again, and says so in words', async () => {
    await service.stop();
    expect(await send()).toMatchObject({
      state: 'failed',
      again: true,
      detail: expect.stringMatching(/connection was refused/),
    });
    service = await setup.start(python);
  });

  test('what hangs or drips ends with its signal and may be tried again', async () => {
    for (const how of ['hangs', 'drips'] as const) {
      service.behave(how);
      const began = performance.now();
      const report = await send({}, {}, AbortSignal.timeout(120));
      expect(report, how).toMatchObject({
        state: 'failed',
        again: true,
        detail: expect.stringMatching(/in time/),
      });
      expect(performance.now() - began).toBeLessThan(SOON);
    }
    expect(service.count()).toBe(0);
  });

  test('given up before it began: nothing is sent', async () => {
    expect(await send({}, {}, AbortSignal.abort())).toMatchObject({ state: 'failed', again: true });
    expect(service.count()).toBe(0);
  });

  test.runIf(can('redirects'))('a redirect is refused, and nothing goes where it leads', async () => {
    service.behave('redirects');
    expect(await send()).toMatchObject({ state: 'refused', detail: expect.stringMatching(/redirects/) });
    service.behave('takes');
    await send();
    await service.documented(PAGE); // which looks at the other place too
  });

  test('an answer without an end is not read to it, and is no delivery', async () => {
    service.behave('never ends');
    const began = performance.now();
    const report = await send({}, {}, AbortSignal.timeout(1_000));
    expect(report.state).toBe('failed');
    expect(report.detail.length).toBeLessThan(400);
    expect(performance.now() - began).toBeLessThan(SOON);
  });

  test.runIf(type.type !== 'command')(
    'TLS that cannot be trusted is refused before anything is sent',
    async () => {
      for (const certificate of [
        authority.selfSigned(),
        authority.issue({ names: 'DNS:elsewhere.example' }),
      ]) {
        await service.stop();
        service = await setup.start(python, certificate);
        const report = await send();
        expect(report).toMatchObject({ state: 'failed', detail: expect.stringMatching(/certificate/) });
        expect(service.count()).toBe(0);
      }
    },
  );

  test.runIf(type.fields.some(({ key }) => key === 'caFile'))(
    'an authority of one’s own is trusted',
    async () => {
      const certificate = authority.issue();
      const caFile = `${certificate.cert}.ca`;
      writeFileSync(caFile, authority.ca);
      await service.stop();
      service = await setup.start(python, certificate);
      expect(await send({}, { caFile })).toMatchObject({ state: 'delivered' });
      for (const wrong of ['/nowhere/ca.pem', certificate.key])
        expect(await send({}, { caFile: wrong })).toMatchObject({
          state: 'refused',
          detail: expect.stringMatching(/CA file/),
        });
    },
  );

  test('hostile text arrives as text: whole characters, no markup, within the limits', async () => {
    const hostile = [
      ...ODD_TEXT,
      ...markup('https://evil.example').slice(0, 6),
      'x\r\nBcc: everybody@example.com\r\n\r\n.\r\nMAIL FROM:<x@y>',
      '<!channel> @channel @here <@U123> [link](https://evil.example) *b* _i_ `c` ~s~ **',
      '<b>bold</b> & <Say>"quotes"</Say> \'&amp;\' ]]>',
      '$(touch /tmp/x) `id` ; rm -rf / | "\'\\',
      '😀'.repeat(3_000),
      '\u0000\u0001\u0008\u001b[31m\u007f\u0085\ufffe\uffff',
      'x'.repeat(100_000),
      '',
      '   \n\n  ',
    ];
    for (const text of hostile) {
      const report = await send({ title: `plain title ${text}`, body: text });
      expect(report, text.slice(0, 80)).toMatchObject({ state: 'delivered' });
      await service.documented(PAGE);
      const read = await service.text();
      expect(read).toContain('plain title');
      expect(read.length).toBeLessThanOrEqual(setup.longest);
      // eslint-disable-next-line no-control-regex
      expect(read).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(Buffer.from(read).toString('utf8')).toBe(read);
    }
    expect(await send({ title: '', body: ' ' })).toMatchObject({ state: 'delivered' });
    await service.documented(PAGE);
    // What can be read at all is not lost.
    await send({ title: 'שרת התשלומים', body: '<b>bold</b> & more' });
    expect(await service.text()).toContain('שרת התשלומים');
    expect(await service.text()).toContain('<b>bold</b> & more');
  });

  test('no secret is in a report or a log, whatever the service sends back', async () => {
    const secretFields = type.fields.filter(({ kind }) => kind === 'secret').map(({ key }) => key);
    expect(secretFields.length).toBeGreaterThan(0);
    for (const how of ['echoes', 'denies', 'forbids', 'misses', 'is busy', 'is broken', 'takes'] as const) {
      service.behave(how);
      const said = JSON.stringify([await send(), logged]);
      for (const secret of SECRETS) {
        expect(said, how).not.toContain(secret);
        expect(said, how).not.toContain(encodeURIComponent(secret));
      }
      for (const key of secretFields) {
        const value = service.values[key];
        if (value === undefined) continue;
        expect(said).not.toContain(value);
        expect(said).not.toContain(Buffer.from(value).toString('base64'));
        for (const user of Object.values(service.values))
          expect(said).not.toContain(Buffer.from(`${user}:${value}`).toString('base64'));
      }
    }
    await service.stop();
    expect(JSON.stringify([await send(), logged])).not.toContain(SECRETS[0]);
    service = await setup.start(python);
  });

  test('check takes what works, and names each field that does not', () => {
    expect(type.check(service.values)).toEqual({});
    for (const { key, needed, title } of type.fields) {
      const problems = type.check({ ...service.values, [key]: ' ' });
      if (needed) expect(problems[key]).toBe(`${title} is missing`);
      else expect(problems[key]).toBeUndefined();
    }
    for (const [key, values] of Object.entries(setup.wrong)) {
      expect(type.fields.map((field) => field.key)).toContain(key);
      for (const value of values) {
        const problems = type.check({ ...service.values, [key]: value });
        expect(problems[key], `${key}: ${value}`).toEqual(expect.any(String));
        expect(Object.keys(problems).filter((other) => other !== key && other !== 'user')).toEqual([]);
      }
    }
    for (const { key } of type.fields)
      expect(type.check({ ...service.values, [key]: 'x\u0000y' })[key]).toEqual(expect.any(String));
  });
});
