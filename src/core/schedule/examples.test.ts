import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTeam } from '../team/read';
import { parseInstant } from '../time/instant';
import { onCallAt } from './on-call-at';
import { dutiesOf, shiftsOf } from './resolve';
import { overridesOf, rotaOf } from './rota';
import type { Schedule } from './schedule';

type Example = {
  id: string;
  zone: string;
  yaml: string;
  from: string;
  to: string;
  expected: Array<{ start: string; end: string; person: string | null }>;
};

const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../test/fixtures/rota/rota-examples.json'), 'utf8'),
) as Example[];
const at = (text: string): number => parseInstant(text) as number;

/** The worked cases of the contract. */
describe.each(examples)('$id in $zone', ({ yaml, from, to, expected }) => {
  const { team, problems } = readTeam(yaml);
  const rota = team && rotaOf(team);
  const schedule = rota?.schedules[0] as Schedule;
  const answer = expected.map(({ start, end, person }) => ({ start: at(start), end: at(end), person }));

  it('is read without an error, and gives the final rota', () => {
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
    if (!rota) throw new Error('no rota');
    const span = { start: at(from), end: at(to) };
    expect(dutiesOf(shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, span))).toEqual(answer);
  });

  it('gives the same asked one instant at a time', () => {
    if (!rota) throw new Error('no rota');
    for (const { start, end, person } of answer) {
      for (const instant of [start, end - 1000, Math.floor((start + end) / 2)]) {
        const found = onCallAt(rota, schedule, instant);
        expect(found.person).toBe(person);
        expect(found.since).toBeLessThanOrEqual(instant);
        if (end < at(to)) expect(found.until).toBe(end);
      }
    }
  });
});
