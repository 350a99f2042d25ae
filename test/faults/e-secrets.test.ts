import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Scripted, startScripted } from '../helpers/alertmanager-scripted';
import { type Door, doorOf } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, askRaw, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { processTree } from '../helpers/packaged-app';

/** Secrets that are planted everywhere a secret comes from, and then looked for everywhere they could have got to. */
const canary = (of: string) => `canary-${of}-7c1f93e2`;
const PLANTED = {
  bearer: canary('bearer'),
  password: canary('password'),
  inAddress: canary('in-address'),
  tried: canary('tried'),
  calendar: canary('calendar'),
  wrongToken: canary('wrong-token'),
  wrongInQuery: canary('wrong-in-query'),
  unreadable: canary('unreadable'),
  unreadableHeader: canary('unreadable-header'),
} as const;

let desktop: TestDesktop;
let app: TestApp;
let page: Page;
let door: Door;
let team: string;
let server: Scripted;
let needles: readonly string[];

const source = (id: string, more: object) => ({
  id,
  url: server.url,
  auth: 'none' as const,
  username: '',
  secret: '',
  caFile: '',
  acknowledge: 'nothing' as const,
  ...more,
});

/** A password travels as Base64, and could be written down so. */
const forms = (secret: string) => [
  secret,
  Buffer.from(`ada:${secret}`).toString('base64').replace(/=+$/, ''),
  encodeURIComponent(secret),
];

beforeAll(async () => {
  // Says back what it was told, as a proxy's error page does.
  server = await startScripted((request, response) => {
    response.writeHead(request.headers.authorization ? 401 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: `no: ${request.headers.authorization} at ${request.url}` }));
  });
  desktop = await startDesktop({ keyring: true, notifications: false });
  team = makeTeam(desktop, 'sources:\n  - { id: sender, type: push, title: "Sender" }\n');
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'] });
  page = await app.main();
  door = await doorOf(page, 'sender');
  await plant();
});
afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
  await server?.stop();
});

async function plant(): Promise<void> {
  await ask(page, 'sources.save', source('prod', { auth: 'bearer', secret: PLANTED.bearer }));
  await ask(
    page,
    'sources.save',
    source('second', { auth: 'basic', username: 'ada', secret: PLANTED.password }),
  );
  const withPassword = server.url.replace('//', `//ada:${PLANTED.inAddress}@`);
  await askRaw(page, 'sources.save', source('third', { url: withPassword }));
  await ask(page, 'sources.try', source('fourth', { auth: 'bearer', secret: PLANTED.tried }));
  await askRaw(page, 'calendar.subscribe', {
    what: 'away',
    person: 'ada',
    url: `${server.url}/private-${PLANTED.calendar}/basic.ics`,
  });
  await knock('/api/v1/alerts', `Bearer ${PLANTED.wrongToken}`, '{}');
  await knock(`/api/v1/alerts?token=${PLANTED.wrongInQuery}`, '', '{}');
  const unreadable = `{"name": "monitor "quoted"", "pushToken": "${PLANTED.unreadable}", "headers": {"Authorization": "Bearer ${PLANTED.unreadableHeader}"}`;
  await knock('/api/v1/alerts', `Bearer ${door.token}`, unreadable);
  await knock('/api/v1/alerts', `Bearer ${door.token}`, '{"title": "Disk is full", "severity": "critical"}');
  const { feed } = await ask(page, 'calendar.export', { schedule: null, person: 'ada' });
  needles = [...Object.values(PLANTED).flatMap(forms), door.token, ...tokensOf(feed)];

  await ask(page, 'sources.pollNow', {});
  await until('sources that fail', async () => {
    const health = await ask(page, 'sources.list', {});
    return ['prod', 'second'].every((id) =>
      JSON.stringify(health.find((each) => each.id === id)).includes('401'),
    );
  });
}

async function knock(path: string, authorization: string, body: string): Promise<void> {
  const answer = await fetch(door.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body,
  });
  await answer.text();
}

const tokensOf = (address: string) => address.match(/[\w-]{32,}/g) ?? [];

/** Which of the secrets stand in a text. */
const found = (text: string) => needles.filter((needle) => text.includes(needle));

/** Files below a folder that hold one of these in clear. */
function filesWith(folder: string, words: readonly string[]): string[] {
  const patterns = words.flatMap((word) => ['-e', word]);
  return desktop
    .run('grep', '-rlaF', ...patterns, folder)
    .stdout.split('\n')
    .filter(Boolean);
}

describe.runIf(process.platform === 'linux')('E8, P10: secrets', () => {
  test('were really in use: the sources were asked with them', async () => {
    expect(await ask(page, 'secrets.status', {})).toMatchObject({ state: 'encrypted' });
    const basic = Buffer.from(`ada:${PLANTED.password}`).toString('base64');
    expect(server.authorizations).toEqual(
      expect.arrayContaining([`Bearer ${PLANTED.bearer}`, `Basic ${basic}`, `Bearer ${PLANTED.tried}`]),
    );
    expect(server.requests.join()).toContain(PLANTED.calendar);
  });

  test('stand on no command line, in no environment and in no title of a window', async () => {
    for (const { pid, command } of processTree(app.pid)) {
      expect(found(command), command).toEqual([]);
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      expect(found(environment), command).toEqual([]);
    }
    const titles = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((each) => each.getTitle()),
    );
    expect(found(titles.join())).toEqual([]);
  });

  test('come back to no screen', async () => {
    const { rows } = await ask(page, 'queue.window', { filter: { status: 'all' }, offset: 0, limit: 500 });
    const shown = [
      rows,
      await Promise.all(rows.map(({ id }) => ask(page, 'incident.get', { id }))),
      await ask(page, 'sources.list', {}),
      await ask(page, 'unreadable.list', {}),
      await ask(page, 'calendar.subscriptions', {}),
      await ask(page, 'status.get', {}),
      await ask(page, 'settings.get', {}),
      await ask(page, 'secrets.status', {}),
      await ask(page, 'team.get', {}),
    ];
    expect(await ask(page, 'unreadable.list', {})).toHaveLength(1);
    expect(rows.length).toBeGreaterThan(0);
    expect(found(JSON.stringify(shown))).toEqual([]);
  });

  test('are in no file: database and its log, settings, team, logs, caches; not after crashes either', async () => {
    const engine = await app.electron.evaluate(
      ({ app: electron }) => electron.getAppMetrics().find((each) => each.serviceName?.includes('Node'))?.pid,
    );
    expect(filesWith(desktop.folder, needles)).toEqual([]);
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    process.kill(engine as number, 'SIGSEGV');
    await until(
      'a new engine',
      async () => (await ask(await app.popup(), 'status.get', {})).listener.ok,
      20_000,
    );
    await app.close();
    expect(filesWith(desktop.folder, needles)).toEqual([]);
    // What is no secret is found by the same search.
    expect(filesWith(desktop.folder, ['Disk is full'])).toContain(join(app.data, 'data/watchbill.db'));
    const logs = readdirSync(join(app.data, 'data/logs')).map((name) =>
      readFileSync(join(app.data, 'data/logs', name), 'utf8'),
    );
    // Of all this there is something to be read.
    expect(logs.join()).toContain('401');
  });
});
