import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRota } from '../../src/core/schedule/check';
import { onCallAt } from '../../src/core/schedule/on-call-at';
import { rotaOf } from '../../src/core/schedule/rota';
import { putSchedules } from '../../src/core/team/edit-schedule';
import { readTeam, type TeamReading } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { guarded, soundProblem } from './guarded';
import { damagedBytes, ODD_TEXTS, shuffledLines } from './mutations';
import { textsIn } from './payloads';
import { assertHolds } from './runs';

/* Team files as people break them: whole ones with lines lost, doubled, indented otherwise, words and bytes exchanged. */
const files = textsIn('team', '.yaml');
const ODD_VALUES = [
  ...ODD_TEXTS.filter((text) => text.length < 1_000),
  '*a',
  '&a [*a]',
  '!!js/function "x"',
  '!!binary aGk=',
  '? {a: b}',
  '<<: *x',
  '- - - -',
  '{',
  '[[[[[[',
  '|2-',
  '---',
  '...',
  '0x7fffffffffffffff',
  '-1 day',
  '1e9 weeks',
  '0 hours',
  '99999999 days',
  '24:00',
  '25:61',
  '0001-01-01T00:00',
  '9999-12-31T23:59',
  'Mars/Olympus',
  'a: &x [*x, *x]',
  '['.repeat(3_000),
  `${'- '.repeat(500)}x`,
];
const NOW = Date.UTC(2026, 10, 23, 12);

function sound(reading: TeamReading, text: string): void {
  const lines = text.split(/\r\n|\n|\r/).length;
  for (const { line, column, message, level } of reading.problems) {
    expect(['error', 'warning']).toContain(level);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines + 1);
    expect(column).toBeGreaterThanOrEqual(1);
    soundProblem(message, 700);
  }
  if (reading.team === null) expect(reading.problems.some(({ level }) => level === 'error')).toBe(true);
  else expect(reading.problems.filter(({ level }) => level === 'error')).toEqual([]);
}

/** A team that was taken can be used at once: who is on call, what the check says, and each schedule written again. */
function usable(team: Team): void {
  const rota = rotaOf(team);
  for (const schedule of team.schedules) onCallAt(rota, schedule, NOW);
  for (const finding of checkRota(rota, NOW)) soundProblem(finding.message, 3_000);
}

/** What was read is written so that it reads the same. */
function comesBack(team: Team): void {
  const people = team.people.map(({ id }) => `  - { id: ${JSON.stringify(id)}, name: X }\n`).join('');
  const base = `watchbill: 1\nteam: X\ntimeZone: UTC\npeople:\n${people === '' ? '  []\n' : people}`;
  const written = putSchedules(base, team.schedules);
  if (!written.ok) return soundProblem(written.error, 700);
  expect(withoutLines(readTeam(written.value).team?.schedules)).toEqual(withoutLines(team.schedules));
}

/** An override says in which line it stands, which may be another. */
function withoutLines(schedules: Team['schedules'] | undefined): unknown {
  return JSON.parse(JSON.stringify(schedules, (key, value: unknown) => (key === 'line' ? 0 : value)));
}

describe('team files', () => {
  it('A14: broken by hand: problems that name line and column, or a team that can be used and written again', async () => {
    const texts = fc.oneof(
      { weight: 3, arbitrary: shuffledLines(files, ODD_VALUES) },
      { weight: 1, arbitrary: damagedBytes(files).map((bytes) => bytes.toString('utf8')) },
      { weight: 1, arbitrary: damagedBytes(files).map((bytes) => bytes.toString('latin1')) },
    );
    let taken = 0;
    await assertHolds(400, texts, async (text) => {
      await guarded(() => {
        const reading = readTeam(text);
        sound(reading, text);
        if (reading.usable) usable(reading.usable);
        if (!reading.team) return;
        taken += 1;
        comesBack(reading.team);
      });
    });
    expect(taken).toBeGreaterThan(20);
  });
});
