import { describe, expect, it } from 'vitest';
import { HEAD } from '../../../test/helpers/rota-text';
import { readTeam } from './read';

describe('what can be used of a file with errors (F2, B8)', () => {
  it('nobody is in the turn, the override and the step of a person who is not there', () => {
    const {
      team: whole,
      usable,
      problems,
    } = readTeam(`${HEAD}schedules:
  - id: primary
    layers:
      - { id: l, people: [ada, hal, Grace, grace], start: 2026-01-05T09:00, turn: 1 day }
    overrides:
      - { person: hal, start: 2026-03-02T09:00, end: 2026-03-03T09:00 }
escalations:
  - { id: e, steps: [ { page: [person:hal, person:ada] } ] }
services:
  - { id: s, match: [], owners: [hal, ada], escalation: e }
`);
    expect(problems.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'error: there is no person "hal".',
      'error: there is no person "Grace". Did you mean "grace"?',
      'error: there is no person "hal".',
      'error: there is no person "hal".',
      'error: there is no person "hal".',
    ]);
    expect(whole).toBeNull();
    expect(usable?.schedules[0]).toMatchObject({
      layers: [{ people: ['ada', null, null, 'grace'] }],
      overrides: [{ person: null }],
    });
    expect(usable?.escalations[0]?.steps[0]?.page).toEqual([{ kind: 'person', person: 'ada' }]);
    expect(usable?.services[0]?.owners).toEqual(['ada']);
  });

  it.each<[string, string]>([
    ['an unknown zone', 'timeZone: Mars/Olympus, layers: []'],
    ['a turn that is none', 'layers: [ { id: l, people: [ada], start: 2026-01-05T09:00, turn: 0 days } ]'],
    [
      'an override turned round',
      'layers: [], overrides: [ { person: ada, start: 2026-03-03T09:00, end: 2026-03-02T09:00 } ]',
    ],
    ['a key twice', 'layers: [], layers: []'],
    ['an id that another has', 'id: fine, layers: []'],
  ])('a schedule with %s is left out, whole; the rest works', (_, text) => {
    const { team: whole, usable } = readTeam(`${HEAD}schedules:
  - { id: fine, layers: [] }
  - { ${text.startsWith('id:') ? '' : 'id: broken, '}${text} }
sources:
  - { id: ci, type: push }
`);
    expect(whole).toBeNull();
    expect(usable?.schedules.map(({ id }) => id)).toEqual(['fine']);
    expect(usable?.sources).toHaveLength(1);
    expect(usable?.people).toHaveLength(2);
  });

  it('nothing, where the rest cannot be trusted: a matcher that makes no sense would match everything', () => {
    for (const text of [
      'services: [ { id: a, match: ["x"] } ]\n',
      'sources: [ { id: a } ]\n',
      'people: []\n',
      'a: [\n',
    ])
      expect(readTeam(HEAD + text)).toMatchObject({ team: null, usable: null });
  });

  it('is the team itself where nothing is wrong', () => {
    const { team: whole, usable } = readTeam(HEAD);
    expect(whole).not.toBeNull();
    expect(usable).toBe(whole);
  });
});
