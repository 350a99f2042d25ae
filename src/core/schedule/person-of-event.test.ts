import { describe, expect, it } from 'vitest';
import { personOfEvent } from './person-of-event';

const rest = { timeZone: 'UTC', holidays: '', away: '' };
const people = [
  { ...rest, id: 'ada', name: 'Ada Okafor', email: 'ada@example.com' },
  { ...rest, id: 'bo', name: 'Bo', email: '' },
  { ...rest, id: 'bo2', name: 'Bo Larsson', email: 'bo.larsson@example.com' },
  { ...rest, id: 'zoe', name: 'Zoë Ng', email: 'Zoe@Example.com' },
  { ...rest, id: 'on', name: 'Onno Prins', email: '' },
];

describe('personOfEvent', () => {
  it.each<[string, string[], string | null]>([
    ['ada', [], 'ada'],
    [' ADA  okafor ', [], 'ada'],
    ['On call: Ada Okafor', [], 'ada'],
    ['Ada Okafor (primary)', [], 'ada'],
    ['PRIMARY - Ada\u00a0Okafor - on call', [], 'ada'],
    ['Payments Primary: ada@example.com', [], 'ada'],
    ['primary / zoe', [], 'zoe'],
    ['Zoe\u0308 Ng', [], 'zoe'],
    ['on call: ZOË NG', [], 'zoe'],
    ['zoe@example.com', [], 'zoe'],
    // The longest name, not the first that fits.
    ['On call: Bo Larsson', [], 'bo2'],
    ['On call: Bo', [], 'bo'],
    ['Bo2', [], 'bo2'],
    // Of two that are named the first, where the names are of one length.
    ['Ada Okafor for Bo Larsson', ['bo.larsson@example.com'], 'ada'],
    // Nobody's word stands inside another.
    ['Bono', [], null],
    ['Nevada Okafor', [], null],
    ['kanada', [], null],
    ['x-ada@example.community', [], null],
    // Who is invited, where the summary names nobody.
    ['Primary', ['someone@else.example', 'ADA@example.com'], 'ada'],
    ['Primary', ['someone@else.example'], null],
    ['', [], null],
    ['Zed', [], null],
  ])('%j with %j is %j', (summary, emails, expected) => {
    expect(personOfEvent({ start: 0, end: 1, summary, emails }, people)).toBe(expected);
  });

  it('knows nobody in a team of nobody, and no empty address', () => {
    expect(personOfEvent({ start: 0, end: 1, summary: 'ada', emails: ['', 'a@b'] }, [])).toBeNull();
    expect(personOfEvent({ start: 0, end: 1, summary: 'x', emails: [''] }, people)).toBeNull();
  });
});
