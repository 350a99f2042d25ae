import { describe, expect, it } from 'vitest';
import { templates } from './draft-templates';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const people = [
  { id: 'ada', timeZone: 'Europe/London' },
  { id: 'grace', timeZone: 'America/New_York' },
  { id: 'linus', timeZone: 'Asia/Kolkata' },
];
const one = (id: string, team = { people, timeZone: 'Europe/London' }) => {
  const found = templates(team, NOW).find((template) => template.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('common starts', () => {
  it('hands over weekly, from the Monday of this week', () => {
    expect(one('weekly').draft()).toMatchObject({
      timeZone: 'Europe/London',
      layers: [{ people: ['ada', 'grace', 'linus'], start: '2026-11-23T09:00', turn: '1 week' }],
    });
  });

  it('gives week and weekend to different people', () => {
    const [week, weekend] = one('weekends').draft().layers;
    expect(week?.people[0]).toBe('ada');
    expect(weekend).toMatchObject({
      people: ['grace', 'linus', 'ada'],
      start: '2026-11-27T18:00',
      hours: [{ kind: 'weekly', from: 'fri 18:00', to: 'mon 09:00' }],
    });
  });

  it('goes round the world without a gap, each region beginning at its own nine', () => {
    const { layers } = one('sun').draft();
    expect(layers.map(({ id, people: who, hours }) => [id, who, hours[0]?.from, hours[0]?.to])).toEqual([
      ['kolkata', ['linus'], '03:30', '09:00'],
      ['london', ['ada'], '09:00', '14:00'],
      ['new-york', ['grace'], '14:00', '03:30'],
    ]);
    expect(layers[2]?.start).toBe('2026-11-23T14:00');
  });

  it('takes regions that are an hour apart as one', () => {
    const team = { people: [...people, { id: 'max', timeZone: 'Europe/Berlin' }], timeZone: 'Europe/London' };
    expect(
      one('sun', team)
        .draft()
        .layers.map(({ id, people: who }) => [id, who]),
    ).toEqual([
      ['kolkata', ['linus']],
      ['berlin', ['max', 'ada']],
      ['new-york', ['grace']],
    ]);
  });

  it('says why it does not fit a team in one zone', () => {
    const team = { people: people.slice(0, 1), timeZone: 'Europe/London' };
    expect(one('sun', team).unfit).toMatch(/two time zones/);
    expect(one('weekly', team).unfit).toBe('');
  });
});
