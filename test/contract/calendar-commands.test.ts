import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ics } from '../../src/cli/commands/ics';
import { importCommand } from '../../src/cli/commands/import';
import { rota } from '../../src/cli/commands/rota';
import { parseInstant } from '../../src/core/time/instant';
import { makeIcsReader } from '../../src/engine/calendars/ics-thread';

/* `watchbill ics` and `watchbill import ics`, on real files. */

const NOW = parseInstant('2026-11-20T12:00:00Z') as number;
const readIcs = makeIcsReader(null);
const SHAPES = join(import.meta.dirname, '../fixtures/ics/shapes');
const TEAM = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
  - { id: ada, name: Ada Lovelace, email: ada@example.com }   # first
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    layers:
      - { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week }
services: [ { id: all, match: [] } ]
`;
let folder = '';
let server: Server | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchbill-commands-'));
  await writeFile(join(folder, 'watchbill.yaml'), TEAM);
});
afterEach(async () => {
  server?.close();
  server = null;
  await rm(folder, { recursive: true, force: true });
});

type Command = typeof ics;
async function run(command: Command, ...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await command(argv, io, readIcs, NOW);
  return { code, out: `${out.join('\n')}\n`, err: err.join('\n') };
}

describe('watchbill ics', () => {
  const times = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((event) => [
        String(event.getFirstPropertyValue('dtstart')),
        String(event.getFirstPropertyValue('dtend')),
        String(event.getFirstPropertyValue('summary')),
      ]);

  it('prints what `watchbill rota` prints', async () => {
    const span = ['--from', '2026-03-23T09:00', '--to', '2026-04-13T09:00'];
    const { code, out } = await run(ics, folder, '--schedule', 'primary', ...span);
    expect(code).toBe(0);
    expect(out.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const printed = await run(
      (argv, io) => rota(argv, io, readIcs),
      folder,
      '--schedule',
      'primary',
      ...span,
      '--json',
    );
    const names: Record<string, string> = { ada: 'Ada Lovelace', grace: 'Grace Lindt' };
    const want = (JSON.parse(printed.out) as Array<{ start: string; end: string; person: string }>).map(
      (duty) => [duty.start, duty.end, `${names[duty.person]}: primary`],
    );
    expect(want).toHaveLength(3);
    expect(times(out)).toEqual(want);
  });

  it('of a person, into a file', async () => {
    const file = join(folder, 'grace.ics');
    const { code, out } = await run(ics, folder, '--person', 'grace', '--out', file);
    expect([code, out]).toEqual([0, `${file}: 29 duties\n`]);
    const written = times(await readFile(file, 'utf8'));
    expect(written).toHaveLength(29);
    expect(new Set(written.map(([, , summary]) => summary))).toEqual(new Set(['On call: primary']));
  });

  it('says what is wrong with how it was called', async () => {
    expect(await run(ics, folder)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/either --schedule or --person/),
    });
    expect(await run(ics, folder, '--person', 'eve')).toMatchObject({
      code: 1,
      err: 'watchbill ics: there is no person "eve"; there are ada, grace',
    });
    expect(await run(ics, folder, '--schedule', 'primari')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/primary/),
    });
    expect(await run(ics, folder, '--schedule', 'primary', '--from', 'soon')).toMatchObject({ code: 2 });
    expect(await run(ics, join(folder, 'none'), '--person', 'ada')).toMatchObject({ code: 1 });
    const gone = await run(ics, folder, '--person', 'ada', '--out', join(folder, 'no/such/a.ics'));
    expect(gone).toMatchObject({ code: 1, err: expect.stringMatching(/could not be written/) });
  });
});

describe('watchbill import ics', () => {
  const feed = join(SHAPES, 'linkedin-oncall-feed.ics');

  it('shows what would come of it, and changes nothing', async () => {
    const { code, out } = await run(importCommand, 'ics', feed, '--schedule', 'primary', '--team', folder);
    expect(code).toBe(0);
    expect(out).toMatch(/#   ada: Ada Lovelace\n/);
    expect(out).toMatch(/\n {8}calendar: calendars\/primary\.ics\n/);
    expect(await readFile(join(folder, 'watchbill.yaml'), 'utf8')).toBe(TEAM);
    await expect(readFile(join(folder, 'calendars/primary.ics'))).rejects.toThrow(/ENOENT/);
  });

  it('writes the file and names it: who is on call follows from it; comments and order stay', async () => {
    const done = await run(importCommand, 'ics', feed, '--schedule', 'primary', '--team', folder, '--write');
    expect(done).toMatchObject({ code: 0, err: expect.stringMatching(/written into/) });
    const after = await readFile(join(folder, 'watchbill.yaml'), 'utf8');
    expect(after.split('\n').filter((line) => !TEAM.includes(line))).toHaveLength(3);
    expect(after).toContain('# first\n');
    const span = ['--from', '2026-11-23T00:00:00Z', '--to', '2026-12-01T00:00:00Z'];
    const who = await run((argv, io) => rota(argv, io, readIcs), folder, ...span, '--json');
    expect(JSON.parse(who.out)).toEqual([
      { start: '2026-11-23T00:00:00Z', end: '2026-11-23T09:00:00Z', person: 'grace' },
      // The layer beneath has Ada until the 30th at 09:00, the imported one until 17:00.
      { start: '2026-11-23T09:00:00Z', end: '2026-11-30T17:00:00Z', person: 'ada' },
      { start: '2026-11-30T17:00:00Z', end: '2026-12-01T00:00:00Z', person: 'grace' },
    ]);
  });

  it('says so when the schedule is a new one', async () => {
    const { out } = await run(importCommand, 'ics', feed, '--schedule', 'primry', '--team', folder);
    expect(out).toContain('There is no schedule "primry", so it is a new one. Did you mean "primary"?');
    const known = await run(importCommand, 'ics', feed, '--schedule', 'primary', '--team', folder);
    expect(known.out).not.toContain('so it is a new one');
  });

  it('from an address', async () => {
    const text = await readFile(feed);
    const started = createServer((request, response) =>
      request.url === '/feed.ics' ? response.end(text) : response.writeHead(404).end(),
    );
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
    expect(await run(importCommand, 'ics', `${origin}/feed.ics`, '--team', folder)).toMatchObject({
      code: 0,
    });
    expect(await run(importCommand, 'ics', `${origin}/other.ics`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/knows no such calendar/),
    });
  });

  it('what cannot be read leaves everything as it was', async () => {
    const bombs = join(SHAPES, '../bombs');
    for (const name of ['unterminated', 'tzid-traversal', 'secondly-forever', 'end-before-start']) {
      const file = join(bombs, `${name}.ics`);
      const done = await run(importCommand, 'ics', file, '--team', folder, '--write');
      expect(done).toMatchObject({ code: 1, out: '\n', err: expect.stringContaining(`${file}: `) });
    }
    expect(await readFile(join(folder, 'watchbill.yaml'), 'utf8')).toBe(TEAM);
    await expect(readFile(join(folder, 'calendars/primary.ics'))).rejects.toThrow(/ENOENT/);
  });

  it('says what is wrong with how it was called', async () => {
    expect(await run(importCommand)).toMatchObject({ code: 2 });
    expect(await run(importCommand, 'outlook', 'x')).toMatchObject({ code: 2 });
    expect(await run(importCommand, 'ics', feed, '--write')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--team/),
    });
    expect(await run(importCommand, 'pagerduty', feed, '--schedule', 'x')).toMatchObject({ code: 2 });
    expect(await run(importCommand, 'ics', join(folder, 'none.ics'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/there is no such file/),
    });
    expect(await run(importCommand, 'pagerduty', 'https://example.com')).toMatchObject({ code: 1 });
  });
});
