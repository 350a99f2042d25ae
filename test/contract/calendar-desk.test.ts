import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotaOf } from '../../src/core/schedule/rota';
import { parseInstant } from '../../src/core/time/instant';
import { type CalendarDesk, openCalendarDesk } from '../../src/engine/calendars/calendar-desk';
import { calendarHandlers } from '../../src/engine/handlers/calendars';
import { type Listener, startListener } from '../../src/engine/ingest/listener';
import { makeTokens } from '../../src/engine/ingest/tokens';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { openTeamFolder, type TeamFolder } from '../../src/engine/store/team-folder';

/* Feed and followed addresses: real files, a real listener, a real server at the other end. */

const at = (text: string) => parseInstant(text) as number;
const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Okafor }    # the first
  - { id: grace, name: Grace Lindt, timeZone: America/New_York }
schedules:
  - id: primary
    name: Primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week }
services: [ { id: all, match: [] } ]
`;
const VACATION = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'X-WR-CALNAME:Ada',
  'BEGIN:VEVENT',
  'UID:v1',
  'DTSTAMP:20260301T000000Z',
  'DTSTART;VALUE=DATE:20260401',
  'DTEND;VALUE=DATE:20260408',
  'SUMMARY:Vacation',
  'DESCRIPTION:the door code is 4711',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:v2',
  'DTSTART;TZID=America/New_York:20260410T090000',
  'DTEND;TZID=America/New_York:20260410T100000',
  'RRULE:FREQ=WEEKLY;COUNT=3',
  'EXDATE;TZID=America/New_York:20260417T090000',
  'CLASS:PRIVATE',
  'SUMMARY:Doctor',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

let folder = '';
let dataFolder = '';
let teamFolder: TeamFolder;
let desk: CalendarDesk;
let now = at('2026-03-20T12:00:00Z');
let wrote: string[] = [];
let logged: string[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
let asked: IncomingMessage[] = [];
let server: Server;
let origin = '';
const line = (level: string) => (message: string, detail?: unknown) =>
  void logged.push(`${level} ${message} ${JSON.stringify(detail ?? {})}`);
const log = { info: line('info'), warn: line('warn'), error: line('error') };
const clock = { now: () => now };
const secrets = () => secretsFile(join(dataFolder, 'secrets.json'));

async function openDesk(): Promise<void> {
  teamFolder = await openTeamFolder({ folder, dataFolder, log, pollEvery: 100, settle: 20 });
  desk = await openCalendarDesk({
    folder,
    dataFolder,
    teamFolder,
    secrets: secrets(),
    clock,
    log,
    workerUrl: null,
    rota: () => rotaOf(teamFolder.current().team),
    wrote: (path) => wrote.push(path),
  });
}
function closeDesk(): void {
  desk.stop();
  teamFolder.stop();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchbill-desk-'));
  dataFolder = await mkdtemp(join(tmpdir(), 'watchbill-data-'));
  await writeFile(join(folder, 'watchbill.yaml'), TEAM);
  [wrote, logged, asked] = [[], [], []];
  now = at('2026-03-20T12:00:00Z');
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await openDesk();
});
afterEach(async () => {
  closeDesk();
  server.closeAllConnections();
  server.close();
  await Promise.all([folder, dataFolder].map((one) => rm(one, { recursive: true, force: true })));
});

const send = (text: string, headers: Record<string, string> = {}, status = 200) => {
  answer = (_, response) =>
    response.writeHead(status, { 'content-type': 'text/calendar', ...headers }).end(text);
};
const handlers = (url = '') => calendarHandlers({ calendars: desk, teamFolder, listenerUrl: () => url });
const follow = (what: 'away' | 'layer', more: { person?: string; schedule?: string; url?: string } = {}) =>
  handlers()['calendar.subscribe']({
    what,
    person: what === 'away' ? 'ada' : '',
    schedule: what === 'layer' ? 'primary' : '',
    url: `${origin}/secret-4242/ada.ics?key=hush`,
    ...more,
  });
const file = (path: string) => readFile(join(folder, path), 'utf8');
const SPAN = { start: at('2026-03-01T00:00:00Z'), end: at('2026-06-01T00:00:00Z') };
const titles = (path: string) => desk.calendars.events(path, SPAN)?.map(({ summary }) => summary) ?? null;

async function until(holds: () => boolean): Promise<void> {
  const late = performance.now() + 8000;
  while (!holds()) {
    if (performance.now() > late) throw new Error('it did not happen within 8 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('following an address', () => {
  it('of somebody’s absences: a file in the team folder, named in the team file, the address kept as a secret', async () => {
    send(VACATION, { etag: '"1"' });
    expect(await follow('away')).toEqual({
      ok: true,
      text: `Absences of Ada Okafor: followed at ${new URL(origin).host}, kept in calendars/away-ada.ics (3 events around now).`,
    });
    expect(asked[0]?.headers.accept).toContain('text/calendar');
    expect(await file('watchbill.yaml')).toBe(
      TEAM.replace(
        '{ id: ada, name: Ada Okafor }',
        '{ id: ada, name: Ada Okafor, away: calendars/away-ada.ics }',
      ),
    );
    await until(() => titles('calendars/away-ada.ics') !== null);
    // What is private stays so, and so does what else stood there.
    expect(titles('calendars/away-ada.ics')).toEqual(['Vacation', 'Away', 'Away']);
    const text = await file('calendars/away-ada.ics');
    expect(text).not.toMatch(/4711|Doctor|DESCRIPTION/);
    expect(desk.calendars.events('calendars/away-ada.ics', SPAN)?.[0]).toMatchObject({
      start: at('2026-03-31T23:00:00Z'),
      end: at('2026-04-07T23:00:00Z'),
    });
    expect(wrote).toEqual(['calendars/away-ada.ics', 'watchbill.yaml']);
    expect(await secrets().get('calendar:away:ada')).toBe(`${origin}/secret-4242/ada.ics?key=hush`);

    const everywhere = [text, await file('watchbill.yaml'), ...logged];
    everywhere.push(await readFile(join(dataFolder, 'calendar-subscriptions.json'), 'utf8'));
    everywhere.push(JSON.stringify(handlers()['calendar.subscriptions']({})));
    expect(everywhere.join('\n')).not.toMatch(/4242|hush/);
  });

  it('of a schedule: a layer of its own, over the others', async () => {
    send(
      VACATION.replace('SUMMARY:Vacation', 'SUMMARY:Grace Lindt\r\nATTENDEE;CN=G:mailto:grace@example.com'),
    );
    expect(await follow('layer')).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^Primary, layer imported:/),
    });
    expect(teamFolder.current().team.schedules[0]?.layers).toMatchObject([
      { id: 'weekly' },
      { id: 'imported', calendar: 'calendars/primary-imported.ics' },
    ]);
    await until(() => titles('calendars/primary-imported.ics') !== null);
    expect(desk.calendars.events('calendars/primary-imported.ics', SPAN)?.[0]).toMatchObject({
      summary: 'Grace Lindt',
      emails: ['grace@example.com'],
    });
    // A second one is another layer.
    expect(await follow('layer')).toMatchObject({ ok: true });
    expect(teamFolder.current().team.schedules[0]?.layers.map(({ id }) => id)).toEqual([
      'weekly',
      'imported',
      'imported-2',
    ]);
  });

  it('that changes, does not change, breaks, and comes back', async () => {
    send(VACATION, { etag: '"1"' });
    await follow('away');
    const first = await file('calendars/away-ada.ics');
    const before = await stat(join(folder, 'calendars/away-ada.ics'));
    wrote = [];

    // 304 by its ETag.
    answer = (request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end();
    now += 3_600_000;
    await desk.subscriptions.refresh();
    expect(desk.subscriptions.list()[0]).toMatchObject({ problem: '', lastGoodAt: now, events: 3 });
    // The same with other times of making: nothing to write.
    send(VACATION.replace('20260301T000000Z', '20260320T000000Z'), { etag: '"2"' });
    await desk.subscriptions.refresh();
    expect((await stat(join(folder, 'calendars/away-ada.ics'))).ino).toBe(before.ino);
    expect(wrote).toEqual([]);

    send(VACATION.replace('SUMMARY:Vacation', 'SUMMARY:Parental leave'));
    await desk.subscriptions.refresh();
    expect(wrote).toEqual(['calendars/away-ada.ics']);
    await until(() => titles('calendars/away-ada.ics')?.[0] === 'Parental leave');

    const good = desk.subscriptions.list()[0]?.lastGoodAt;
    now += 3_600_000;
    for (const [broken, problem] of [
      ['<!doctype html><title>Sign in</title>', /what it answered is not an iCalendar file.*web page/],
      [VACATION.slice(0, 200), /what it answered is cut off/],
      ['', /what it answered is empty/],
    ] as const) {
      send(broken);
      await desk.subscriptions.refresh();
      expect(desk.subscriptions.list()[0]).toMatchObject({
        problem: expect.stringMatching(problem),
        lastGoodAt: good,
      });
    }
    expect(desk.problems()).toEqual([
      expect.stringMatching(/^calendars\/away-ada\.ics is not up to date: 127/),
    ]);
    expect(titles('calendars/away-ada.ics')?.[0]).toBe('Parental leave');
    send(VACATION);
    await desk.subscriptions.refresh();
    expect(await file('calendars/away-ada.ics')).toBe(first);
    expect(desk.problems()).toEqual([]);
  });

  it('a schedule that is empty all at once is not believed', async () => {
    send(VACATION);
    await follow('layer');
    const before = await file('calendars/primary-imported.ics');
    send('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    await desk.subscriptions.refresh();
    expect(await file('calendars/primary-imported.ics')).toBe(before);
    expect(desk.problems()[0]).toMatch(/its calendar is empty now; the last one is kept in use$/);
  });

  it('goes on after a restart, and with another team folder does not', async () => {
    send(VACATION);
    await follow('away');
    closeDesk();
    await openDesk();
    send(VACATION.replace('SUMMARY:Vacation', 'SUMMARY:Later'));
    await desk.subscriptions.refresh();
    expect(await file('calendars/away-ada.ics')).toContain('SUMMARY:Later');
    closeDesk();
    const here = folder;
    folder = await mkdtemp(join(tmpdir(), 'watchbill-desk-'));
    await writeFile(join(folder, 'watchbill.yaml'), TEAM);
    await openDesk();
    expect(desk.subscriptions.list()).toEqual([]);
    await rm(here, { recursive: true });
  });

  it('is asked by itself when it is due', async () => {
    send(VACATION);
    await follow('away');
    closeDesk();
    // As if the desktop had been off for an hour.
    now += 3_600_000;
    asked = [];
    await openDesk();
    await until(() => asked.length > 0 && desk.subscriptions.list()[0]?.lastGoodAt === now);
    expect(asked).toHaveLength(1);
  });

  it('that is taken away leaves the file and takes its name out of the team file', async () => {
    send(VACATION);
    await follow('away');
    await follow('layer');
    expect(await handlers()['calendar.unsubscribe']({ id: 'layer:primary/imported' })).toMatchObject({
      ok: true,
    });
    expect(await handlers()['calendar.unsubscribe']({ id: 'away:ada' })).toEqual({
      ok: true,
      text: 'Absences of Ada Okafor: no longer followed, and taken out of the team file. calendars/away-ada.ics is left as it is.',
    });
    // An empty `away` and none say the same.
    expect((await file('watchbill.yaml')).replace(', away: ""', '')).toBe(TEAM);
    expect(await secrets().get('calendar:away:ada')).toBeNull();
    expect(handlers()['calendar.subscriptions']({})).toEqual([]);
    expect(await handlers()['calendar.unsubscribe']({ id: 'away:ada' })).toMatchObject({ ok: false });
  });
});

describe('F12, 3.3-5: what is refused leaves everything as it was', () => {
  const hostile: Array<[string, () => void, RegExp]> = [
    [
      'a redirect to another host',
      () => send('', { location: 'http://localhost:1/x' }, 302),
      /redirects to http:\/\/localhost:1/,
    ],
    ['a redirect in a circle', () => send('', { location: '/again' }, 302), /redirects in a circle/],
    ['a login', () => send('', {}, 401), /asks for a login/],
    ['nothing there', () => send('', {}, 404), /knows no such calendar/],
    ['an error', () => send('oops', {}, 500), /answered HTTP 500/],
    ['far too much', () => send(`BEGIN:VCALENDAR\n${'X:\n'.repeat(2_000_000)}`), /too large/],
    [
      'a bomb',
      () =>
        send(
          'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR',
        ),
      /more than 10000 happenings/,
    ],
    [
      'an answer that breaks off',
      () => {
        answer = (_, response) => {
          response.writeHead(200, { 'content-length': '9999' });
          response.write('BEGIN:');
          setTimeout(() => response.destroy(), 50);
        };
      },
      /broke off/,
    ],
  ];
  it.each(hostile)('%s', async (_, prepare, problem) => {
    prepare();
    const done = await follow('away');
    expect(done).toMatchObject({ ok: false, text: expect.stringMatching(problem) });
    expect(done.text).not.toMatch(/4242|hush/);
    expect(await file('watchbill.yaml')).toBe(TEAM);
    expect([desk.subscriptions.list(), wrote, await secrets().get('calendar:away:ada')]).toEqual([
      [],
      [],
      null,
    ]);
    await expect(stat(join(folder, 'calendars'))).rejects.toThrow(/ENOENT/);
  });

  it('addresses that are none, and what the team file does not have', async () => {
    send(VACATION);
    for (const [url, problem] of [
      ['file:///etc/passwd', /only http: and https:/],
      ['http://169.254.169.254/latest', /never asked/],
      ['hello', /not an address/],
    ] as const) {
      expect(await follow('away', { url })).toMatchObject({
        ok: false,
        text: expect.stringMatching(problem),
      });
    }
    expect(await follow('away', { person: 'nobody' })).toMatchObject({
      ok: false,
      text: expect.stringMatching(/no person/),
    });
    expect(await follow('layer', { schedule: '' })).toMatchObject({
      ok: false,
      text: expect.stringMatching(/no schedule/),
    });
    expect(asked).toEqual([]);
  });

  it('a redirect on the same host is followed; a user name in the address is sent as a login', async () => {
    answer = (request, response) =>
      request.url === '/final.ics'
        ? response.writeHead(200).end(VACATION)
        : response.writeHead(302, { location: '/final.ics' }).end();
    expect(await follow('away', { url: `${origin.replace('//', '//ada:s%40fe@')}/x.ics` })).toMatchObject({
      ok: true,
    });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(
      Array(2).fill(`Basic ${Buffer.from('ada:s@fe').toString('base64')}`),
    );
  });
});

describe('the feed', () => {
  let listener: Listener;
  const never = () => {
    throw new Error('not asked here');
  };
  beforeEach(async () => {
    listener = await startListener({
      port: 0,
      gate: { accept: never, acceptBody: never, quarantine: never, command: never },
      queries: {
        incidents: never,
        incident: never,
        pages: never,
        sources: never,
        unreadable: never,
        team: never,
        figures: never,
      },
      tokens: makeTokens({ engineToken: 'e'.repeat(64), senders: new Map() }),
      clock,
      log,
      me: 'ada',
      rota: never,
      feed: desk.feed,
    });
  });
  afterEach(() => listener.stop());
  const feedOf = async (of: { schedule: string | null; person: string | null }) =>
    (await handlers(listener.url)['calendar.export'](of)).feed;

  it('of a schedule and of a person is what is exported, for whoever has the token', async () => {
    for (const of of [
      { schedule: 'primary', person: null },
      { schedule: null, person: 'grace' },
    ]) {
      const exported = await handlers(listener.url)['calendar.export'](of);
      expect(exported.fileName).toBe(`${of.schedule ?? of.person}.ics`);
      expect(exported.feed).toMatch(
        /^http:\/\/127\.0\.0\.1:\d+\/calendar\/[0-9a-f]{64}\/(schedule\/primary|person\/grace)\.ics$/,
      );
      const reply = await fetch(exported.feed);
      expect([reply.status, reply.headers.get('content-type')]).toEqual([
        200,
        'text/calendar; charset=utf-8',
      ]);
      expect(await reply.text()).toBe(exported.text);
      expect(exported.text).toContain('SUMMARY:');
    }
    await expect(handlers()['calendar.export']({ schedule: 'nope', person: null })).rejects.toThrow(
      /no such schedule/,
    );
    expect(await handlers('')['calendar.export']({ schedule: 'primary', person: null })).toMatchObject({
      feed: '',
    });
  });

  it('stays the same until the rota is another, and says so by its ETag', async () => {
    const url = await feedOf({ schedule: 'primary', person: null });
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    now += 3_600_000;
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { 'if-none-match': `W/${etag}, "x"` } })).status).toBe(304);
    await teamFolder.edit((text) => ({ ok: true, value: text.replace('[ada, grace]', '[grace, ada]') }));
    const second = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(second.status).toBe(200);
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
    expect(sequence(await second.text())).toBe(sequence(await first.text()) + 60);
  });

  it('has the same token after a restart', async () => {
    const url = await feedOf({ schedule: 'primary', person: null });
    closeDesk();
    await openDesk();
    expect(await feedOf({ schedule: 'primary', person: null })).toBe(url);
  });

  it('says nothing to others: wrong tokens, wrong ids, half addresses are all the same 404', async () => {
    const url = await feedOf({ schedule: 'primary', person: null });
    const token = url.split('/')[4] ?? '';
    const at_ = (path: string) => fetch(`${listener.url}${path}`, { redirect: 'manual' });
    const bodies = new Set<string>();
    for (const path of [
      `/calendar/${'0'.repeat(64)}/schedule/primary.ics`,
      `/calendar/${'e'.repeat(64)}/schedule/primary.ics`,
      `/calendar/${token.toUpperCase()}/schedule/primary.ics`,
      `/calendar/${token.slice(1)}/schedule/primary.ics`,
      `/calendar//schedule/primary.ics`,
      `/calendar/${token}/schedule/nope.ics`,
      `/calendar/${token}/person/primary.ics`,
      `/calendar/${token}/schedule/..%2f..%2fetc.ics`,
      `/calendar/${token}`,
      '/calendar/',
    ]) {
      const reply = await at_(path);
      bodies.add(`${reply.status} ${reply.headers.get('connection')} ${await reply.text()}`);
    }
    expect([...bodies]).toEqual(['404 close {"error":"there is nothing at this address"}']);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    // No page of a browser, and no other name for us.
    expect((await fetch(url, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect((await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    await listener.stop();
    const said = logged.filter((entry) => entry.includes('wrong token'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('/calendar');
    expect(logged.join('\n')).not.toContain(token);
  });
});
