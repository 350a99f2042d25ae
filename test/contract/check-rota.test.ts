import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../../src/cli/commands/check';
import { makeIcsReader } from '../../src/engine/calendars/ics-thread';

const folder = mkdtempSync(join(tmpdir(), 'watchbill-check-rota-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'watchbill.yaml');

async function run(text: string, ...options: string[]): Promise<{ code: number; out: string[] }> {
  writeFileSync(file, text);
  const out: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => out.push(line) };
  const now = Date.parse('2026-03-01T00:00:00Z');
  const code = await check([...options, folder], io, makeIcsReader(null), now);
  return { code, out };
}

const HEAD =
  'watchbill: 1\nteam: T\ntimeZone: Europe/London\npeople: [{ id: ada }, { id: bob }]\nschedules:\n  - id: primary\n    layers:\n';
const SUNDAYS =
  '      - { id: weekly, people: [ada, bob], start: 2026-01-04T01:30, turn: 1 week, until: 2026-06-01T00:00 }\n';

describe('watchbill check, of a rota', () => {
  it('prints findings with their place; warnings and notes do not fail', async () => {
    const { code, out } = await run(HEAD + SUNDAYS);
    expect(code).toBe(0);
    expect(out).toEqual([
      `${file}:6:5: note: schedule "primary": nobody is on call from Mon 1 Jun 2026, 00:00 on (Europe/London)`,
      `${file}:6:5: note: schedule "primary": Sun 29 Mar 2026, Europe/London: clocks go forward from 01:00 to 02:00; the handoff of layer "weekly" is at 02:30, because there is no 01:30`,
      `${file}: fine: T, 2 people, 0 services, 0 sources`,
    ]);
  });

  it('tells programs the same, beside what it told them before', async () => {
    const { code, out } = await run(HEAD + SUNDAYS, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      file,
      ok: true,
      team: { name: 'T', people: 2, services: 0, sources: 0 },
      problems: [],
      findings: [
        { level: 'note', schedule: 'primary', layer: '', line: 6, column: 5, at: '2026-05-31T23:00:00.000Z' },
        { level: 'note', at: '2026-03-29T01:00:00.000Z' },
      ],
    });
  });

  it('lists many people who are in no schedule in lines of their own, whole; programs get one message', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `Person Number ${n + 1}`);
    const people = names.map((name, n) => `{ id: p${n}, name: ${name} }`).join(', ');
    const text = HEAD.replace('{ id: bob }', `{ id: bob }, ${people}`) + SUNDAYS;
    const { out } = await run(text);
    const at = out.findIndex((line) => line.includes('in no schedule'));
    expect(out[at]).toBe(`${file}:1:1: note: 40 people are in no schedule:`);
    const rows = out.slice(at + 1).filter((line) => line.startsWith('    '));
    expect(rows.join(' ').trim().replace(/\s+/g, ' ')).toBe(names.join(', '));
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(rows.length).toBeLessThan(12);
    const { findings } = JSON.parse((await run(text, '--json')).out.join('\n'));
    const told = findings.find((found: { message: string }) => found.message.includes('in no schedule'));
    expect(told).toEqual({
      level: 'note',
      schedule: '',
      layer: '',
      message: `40 people are in no schedule: ${names.join(', ')}`,
      line: 1,
      column: 1,
      at: null,
    });
  });

  it('fails where a calendar file is not there, and reads it where it is', async () => {
    const hours =
      '      - { id: desk, people: [ada, bob], start: 2026-01-05T00:00, turn: 1 week, hours: [ { calendar: xlon.ics } ] }\n';
    const without = await run(HEAD + hours);
    expect(without.code).toBe(1);
    expect(without.out).toContain(
      `${file}:8:9: schedule "primary": layer "desk" needs xlon.ics, which cannot be read, so it has nobody`,
    );
    writeFileSync(
      join(folder, 'xlon.ics'),
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Open\r\nDTSTART:20260302T080000Z\r\nDTEND:20260302T163000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    );
    const { code, out } = await run(HEAD + hours);
    expect(code).toBe(0);
    expect(out[0]).toContain('note: schedule "primary": nobody is on call from now to Mon 2 Mar 2026, 08:00');
  });
});
