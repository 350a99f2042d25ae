import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { respondersOf } from '../../src/core/escalation/responders';
import { quietUntil } from '../../src/core/mute/quiet-until';
import { urgencyOf } from '../../src/core/mute/urgency';
import { parseCodeowners } from '../../src/core/routing/codeowners';
import { ownersOf, peopleOf } from '../../src/core/routing/codeowners-owners';
import { checkRota } from '../../src/core/schedule/check';
import { onCallAt } from '../../src/core/schedule/on-call-at';
import { rotaOf } from '../../src/core/schedule/rota';
import { checkTeam } from '../../src/core/team/check-team';
import { editTeam } from '../../src/core/team/edit-team';
import { readTeam, type TeamReading } from '../../src/core/team/read';
import type { Team } from '../../src/core/team/team';
import { teamTrees } from '../../src/core/team/team-trees';
import { DAY } from '../../src/core/time/duration';
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
  '[person:ada, next:primary, all:primary, everyone]',
  '[ { from: "00:00", to: "00:00" } ]',
  '[ { from: mon 00:00, to: mon 00:00 } ]',
  '{ urgency: low }',
  '{ by: [] }',
  `['a="1"']`,
  `['a=~"(((x+)+)+)+"']`,
  '1s',
  '0s',
  '-1',
  '1e12',
  '365d',
  '{ file: CODEOWNERS, paths: [/] }',
  'person:nobody',
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

/** A team that was taken can be used at once: who is on call, what the checks say, and whom an incident pages. */
function usable(team: Team): void {
  const rota = rotaOf(team);
  for (const schedule of team.schedules) onCallAt(rota, schedule, NOW);
  for (const finding of checkRota(rota, NOW)) soundProblem(finding.message, 3_000);
  for (const finding of checkTeam(team, NOW)) soundProblem(finding.message, 20_000);
  for (const service of team.services)
    expect(['high', 'low']).toContain(urgencyOf(service, 'warning', NOW, rota.calendars));
  for (const person of team.people) expect(quietUntil(person, NOW) ?? NOW + 1).toBeGreaterThan(NOW);
  for (const policy of team.escalations) {
    const ask = {
      rota,
      policy,
      lastResort: team.lastResort ?? null,
      from: NOW,
      urgency: 'high' as const,
      everyoneInTheEnd: true,
      key: 'x',
      moves: [],
    };
    // Whatever a file says: an incident that waits long enough pages somebody.
    if (team.people.length > 0) expect(respondersOf(ask, NOW + 400 * DAY).people.size).toBeGreaterThan(0);
  }
}

/** What was read is written into an empty file so that it reads the same, all lists but the sources. */
function comesBack(team: Team): void {
  const base = `watchbill: 1\nteam: X\ntimeZone: ${team.timeZone}\n`;
  const written = editTeam(base, 'team', 'X', ({ name, sources }) => ({ ...team, name, sources }));
  if (!written.ok) throw new Error(written.error);
  const again = readTeam(written.value).team;
  expect(again && teamTrees(again)).toEqual(teamTrees(team));
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

describe('CODEOWNERS files', () => {
  it('broken by hand: owners that are owners, and lines that are skipped by their number', async () => {
    const files = textsIn('codeowners', 'CODEOWNERS');
    expect(files.length).toBeGreaterThan(1);
    const texts = fc.oneof(
      shuffledLines(files, ODD_VALUES),
      damagedBytes(files).map((bytes) => bytes.toString('latin1')),
    );
    const people = [
      { id: 'ada', name: '', email: 'a@b', timeZone: 'UTC', holidays: '', away: '', handles: ['@a'] },
    ];
    await assertHolds(
      200,
      fc.tuple(texts, fc.constantFrom('', '.github/', '.gitlab/')),
      async ([text, folder]) => {
        await guarded(() => {
          const read = parseCodeowners(text, `${folder}CODEOWNERS`);
          const lines = text.split(/\r\n|\n|\r/).length;
          for (const { line, message } of read.problems) {
            expect(line).toBeLessThanOrEqual(lines);
            soundProblem(message, 1e6);
          }
          for (const paths of [[], ['/'], ['src/a.js', '/docs/']]) {
            const owners = ownersOf(read, paths);
            for (const owner of owners) expect(owner).toMatch(/^\S*@\S+$/);
            const { people: known, unknown } = peopleOf(owners, people);
            expect(known.length + unknown.length).toBeLessThanOrEqual(owners.length);
          }
        });
      },
    );
  });
});
