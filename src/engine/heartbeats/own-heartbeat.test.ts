import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scripted, startScripted } from '../../../test/helpers/alertmanager-scripted';
import type { Secrets } from '../ports';
import { type OwnHeartbeat, type OwnHeartbeatParts, openOwnHeartbeat } from './own-heartbeat';

const SECRET = '/ping/5c1a1c8c-0000-4b3b-9a55-secret';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder = '';
let outside: Scripted;
let status = 200;
let hang = false;
let own: OwnHeartbeat | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-own-'));
  status = 200;
  hang = false;
  outside = await startScripted((_request, response: ServerResponse) => {
    if (!hang) response.writeHead(status, { 'content-type': 'text/plain' }).end('OK');
  });
});
afterEach(async () => {
  own?.stop();
  own = null;
  await outside.stop();
  rmSync(folder, { recursive: true, force: true });
});

function open(part: Partial<OwnHeartbeatParts> = {}, kept = new Map<string, string>()) {
  const secrets: Secrets = {
    get: (name) => Promise.resolve(kept.get(name) ?? null),
    set: (name, value) =>
      Promise.resolve(value === null ? void kept.delete(name) : void kept.set(name, value)),
  };
  own = openOwnHeartbeat({
    dataFolder: folder,
    secrets,
    clock: { now: () => Date.now() },
    log: quiet,
    trouble: () => '',
    changed: () => undefined,
    ...part,
  });
  return { own, kept };
}

async function until(what: string, is: () => boolean, within = 5_000): Promise<void> {
  for (const end = Date.now() + within; Date.now() < end; await sleep(10)) if (is()) return;
  throw new Error(`${what} did not come`);
}

describe("Watchbill's own heartbeat", () => {
  it('calls its address again and again, by the method that was chosen, and says when one arrived', async () => {
    const { own: heart } = open();
    expect(heart.view()).toMatchObject({ on: false, host: '', lastOkAt: null });
    await heart.set({ on: true, every: 1_000, method: 'POST', url: outside.url + SECRET });
    await until('two beats', () => outside.requests.length >= 2);
    expect(new Set(outside.requests)).toEqual(new Set([`POST ${SECRET}`]));
    await until('what came of it', () => heart.view().lastOkAt !== null);
    expect(heart.view()).toMatchObject({ on: true, problem: '', held: '' });
  });

  it('keeps its address in the keychain alone: not in its file, not in what it shows, not in a problem', async () => {
    const { own: heart, kept } = open();
    await heart.set({ on: true, every: 60_000, url: outside.url + SECRET });
    await outside.stop();
    expect((await heart.tryNow()).ok).toBe(false);
    const shown = JSON.stringify(heart.view()) + readFileSync(join(folder, 'own-heartbeat.json'), 'utf8');
    expect(shown).not.toContain('secret');
    expect([...kept.values()].join()).toContain('secret');
    heart.stop();
    const again = open({}, kept);
    await until('its address', () => again.own.view().host !== '');
    expect(again.own.view()).toMatchObject({ on: true, every: 60_000, host: new URL(outside.url).host });
    outside = await startScripted(() => undefined);
  });

  it('is silent while nobody could be paged from here, and says why', async () => {
    let trouble = 'nothing is stored';
    const { own: heart } = open({ trouble: () => trouble });
    await heart.set({ on: true, every: 1_000, url: outside.url + SECRET });
    await sleep(1_300);
    expect(outside.requests).toEqual([]);
    expect(heart.view()).toMatchObject({ held: 'nothing is stored', lastOkAt: null });
    trouble = '';
    await until('a beat', () => outside.requests.length > 0);
    expect(heart.view().held).toBe('');
  });

  it('says what was answered, and tries again sooner than its pace', async () => {
    status = 404;
    const { own: heart } = open({ firstAgain: 200 });
    await heart.set({ on: true, every: 3_600_000, url: outside.url + SECRET });
    await until('a try', () => heart.view().problem !== '');
    expect(heart.view().problem).toBe('it answered HTTP 404');
    status = 200;
    await until('the next try', () => heart.view().lastOkAt !== null);
  });

  it('does not wait for one that never answers when it is stopped', async () => {
    hang = true;
    const { own: heart } = open();
    await heart.set({ on: true, every: 60_000, url: outside.url + SECRET });
    await until('the request', () => outside.requests.length === 1);
    heart.stop();
    await until('its end', () => heart.view().problem !== '');
    expect(heart.view().problem).toContain('given up');
  });

  it('refuses an address that is none, and to be on without one', async () => {
    const { own: heart } = open();
    await expect(heart.set({ on: true })).rejects.toThrow('Give the address');
    await expect(heart.set({ url: 'ftp://example.org/x' })).rejects.toThrow(/cannot be used/);
    await expect(heart.set({ url: 'http://169.254.169.254/x' })).rejects.toThrow(/cannot be used/);
    expect(heart.view()).toMatchObject({ on: false, host: '' });
  });

  it('with a damaged file is off, and the file is kept aside', async () => {
    writeFileSync(join(folder, 'own-heartbeat.json'), '{"version":1,"on":"yes"');
    const { own: heart } = open();
    expect(heart.view().on).toBe(false);
    expect(existsSync(join(folder, 'own-heartbeat.json.corrupt'))).toBe(true);
  });
});
