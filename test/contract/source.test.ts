import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/time/duration';
import type { SilenceRequest, SourceAnswer } from '../../src/engine/ports';
import { findSource } from '../../src/engine/sources/find';
import { POLLED_SOURCES, type PolledConfig } from '../../src/engine/sources/registry';
import type { PolledSource } from '../../src/engine/sources/source';
import { startAlertmanager } from '../helpers/alertmanager';
import { configFor, depsFor, startScripted } from '../helpers/alertmanager-scripted';

// What every polled source must do, against the real thing. A source that is registered and not set up here does not compile.

/** The real monitoring system, and how to make it fire. */
type RealThing = {
  readonly config: PolledConfig;
  readonly secret: string | null;
  fire(name: string): Promise<void>;
  resolve(name: string): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
};

type Setup = {
  start(): Promise<RealThing>;
  /** The same configuration, asking another address. */
  at(config: PolledConfig, url: string): PolledConfig;
};

const SETUPS: { readonly [Type in PolledConfig['type']]: Setup } = {
  alertmanager: {
    start: async () => {
      const real = await startAlertmanager({ basicAuth: { username: 'ada', password: 'pencil-and-paper' } });
      const labels = (name: string) => ({ alertname: name, severity: 'critical', instance: 'web-01:9100' });
      return {
        config: configFor(real.url, { auth: { kind: 'basic', username: 'ada' } }),
        secret: 'pencil-and-paper',
        fire: (name) => real.fire([{ labels: labels(name), annotations: { summary: `${name} happens` } }]),
        resolve: (name) => real.resolve(labels(name)),
        down: () => real.kill(),
        up: () => real.restart(),
        stop: () => real.stop(),
      };
    },
    at: (config, url) => ({ ...config, url }),
  },
};

const SOURCES: ReadonlyArray<PolledSource<PolledConfig>> = Object.values(POLLED_SOURCES);

describe.each(SOURCES)('$title', (source) => {
  const setup = SETUPS[source.type];
  let real: RealThing;
  beforeAll(async () => {
    real = await setup.start();
  });
  afterAll(() => real.stop());

  const read = (config: PolledConfig = real.config): Promise<SourceAnswer> =>
    source.read(config, depsFor({ secret: real.secret }));
  const alerts = async () => {
    const answer = await read();
    if (!answer.ok) throw new Error(answer.problem);
    return answer.alerts;
  };

  test('is found by its type', () => {
    expect(findSource(source.type)).toBe(source);
  });

  test('nothing firing is an empty list', async () => {
    expect(await read()).toMatchObject({ ok: true, alerts: [] });
  });

  test('a firing alert is told with all that a page needs, and under the same key each time', async () => {
    await real.fire('DiskFull');
    const [first] = await alerts();
    expect(first).toMatchObject({
      source: real.config.id,
      event: 'firing',
      title: 'DiskFull happens',
      severity: 'critical',
      suppression: null,
    });
    expect(first?.labels).toContainEqual(['alertname', 'DiskFull']);
    expect(Math.abs((first?.startsAt ?? 0) - Date.now())).toBeLessThan(MINUTE);
    expect((await alerts())[0]?.dedupKey).toBe(first?.dedupKey);
    await real.fire('DiskFuller');
    expect(new Set((await alerts()).map(({ dedupKey }) => dedupKey)).size).toBe(2);
  });

  test('a resolved alert is told no more', async () => {
    await real.fire('Brief');
    expect((await alerts()).map(({ title }) => title)).toContain('Brief happens');
    await real.resolve('Brief');
    await expect.poll(async () => (await alerts()).map(({ title }) => title)).not.toContain('Brief happens');
  });

  test('a wrong secret is a login that is needed, and is not in the problem', async () => {
    const answer = await source.read(real.config, depsFor({ secret: 'a-very-wrong-secret' }));
    expect(answer).toMatchObject({ ok: false, loginNeeded: true });
    expect(JSON.stringify(answer)).not.toContain('a-very-wrong-secret');
  });

  test('a missing secret is a login that is needed', async () => {
    expect(await source.read(real.config, depsFor({ secret: null }))).toMatchObject({
      ok: false,
      loginNeeded: true,
    });
  });

  test('is given up when asked to', async () => {
    const slow = await startScripted(() => {});
    const giveUp = new AbortController();
    const started = Date.now();
    setTimeout(() => giveUp.abort(), 50);
    const answer = await source.read(
      setup.at(real.config, slow.url),
      depsFor({ secret: real.secret, signal: giveUp.signal }),
    );
    expect(answer.ok).toBe(false);
    expect(slow.requests.length).toBeGreaterThan(0);
    expect(Date.now() - started).toBeLessThan(2 * SECOND);
    await slow.stop();
  });

  test.each([
    '',
    'null',
    '{}',
    '"text"',
    '[1, 2]',
    '[null]',
    '[[[[',
    'NaN',
    '<html>',
    '{"status":"success"}',
  ])('an answer of %j is a problem with the name of the source, never no alerts', async (body) => {
    const odd = await startScripted((_request, response) => response.end(body));
    const answer = await read(setup.at(real.config, odd.url));
    expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining(real.config.id) });
    await odd.stop();
  });

  test.runIf(source.can.acknowledge)('a silence is written, read back, renewed, removed', async () => {
    await real.fire('Noisy');
    const noisy = async () => (await alerts()).find(({ title }) => title === 'Noisy happens');
    const labels = (await noisy())?.labels ?? [];
    const deps = depsFor({ secret: real.secret });
    const asked = (silenceId: string, minutes: number): SilenceRequest => ({
      labels,
      silenceId,
      startsAt: Date.now(),
      endsAt: Date.now() + minutes * MINUTE,
      createdBy: 'Ada Okafor',
      comment: 'Acknowledged in Watchbill by Ada Okafor',
    });

    const written = await source.silence(real.config, asked('', 15), deps);
    if (!written.ok) throw new Error(written.problem);
    await expect.poll(noisy).toMatchObject({ suppression: { how: 'silenced', by: [written.silenceId] } });
    expect((await alerts()).find(({ title }) => title === 'DiskFull happens')).toMatchObject({
      suppression: null,
    });

    const renewed = await source.silence(real.config, asked(written.silenceId, 30), deps);
    if (!renewed.ok) throw new Error(renewed.problem);
    expect(renewed.endsAt - written.endsAt).toBeGreaterThan(14 * MINUTE);
    await expect.poll(noisy).toMatchObject({ suppression: { how: 'silenced', by: [renewed.silenceId] } });

    expect(await source.unsilence(real.config, renewed.silenceId, deps)).toMatchObject({ ok: true });
    await expect.poll(noisy).toMatchObject({ suppression: null });
    expect(await source.unsilence(real.config, renewed.silenceId, deps)).toMatchObject({ ok: true });
    const unknown = '6d0ee4b5-5b11-4a3f-8a5e-2f6f0d6b0e11';
    expect(await source.unsilence(real.config, unknown, deps)).toMatchObject({ ok: true });
  });

  test('down is a problem in words; up again is a good read', async () => {
    await real.down();
    expect(await read()).toMatchObject({
      ok: false,
      loginNeeded: false,
      problem: expect.stringMatching(new RegExp(`^${real.config.id}: .*refused`)),
    });
    await real.up();
    expect(await read()).toMatchObject({ ok: true });
  });
});
