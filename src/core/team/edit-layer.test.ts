import { describe, expect, it } from 'vitest';
import { difference, done, layer, primary, team, WHOLE } from '../../../test/helpers/team-text';
import { putPerson, putSource } from './edit';
import { putLayer, removeLayer, setLayerCalendar, setPerson } from './edit-layer';
import type { Team } from './team';

describe('layers and people', () => {
  it('a layer is added last, changed, given a calendar, taken out', () => {
    const where = primary();
    const nights = layer(where, 'nights');
    const added = done(putLayer(WHOLE, where, { ...nights, id: 'late', name: 'late' }));
    expect(primary(added).layers.map(({ id }) => id)).toEqual(['weekly', 'nights', 'late']);
    expect(done(removeLayer(added, 'primary', 'late'))).toBe(WHOLE);
    const followed = done(
      setLayerCalendar(WHOLE, where, { id: 'google', name: 'Google' }, 'calendars/primary.ics'),
    );
    expect(difference(WHOLE, followed)).toEqual([
      '+- id: google',
      '+name: Google',
      '+calendar: calendars/primary.ics',
    ]);
    const fresh = { id: 'other', name: 'Other', timeZone: 'Asia/Kolkata' };
    const made = done(setLayerCalendar(WHOLE, fresh, { id: 'feed', name: 'feed' }, 'calendars/other.ics'));
    expect(team(made).schedules[1]).toMatchObject({
      ...fresh,
      layers: [{ id: 'feed', calendar: 'calendars/other.ics', people: [] }],
    });
  });

  it("a person's absences and holidays are set and taken out", () => {
    const set = done(setPerson(WHOLE, 'ada', { away: 'calendars/away-ada.ics', holidays: 'GB-ENG' }));
    expect(team(set).people[0]).toMatchObject({ away: 'calendars/away-ada.ics', holidays: 'GB-ENG' });
    expect(team(done(setPerson(set, 'ada', { away: '' }))).people[0]).toMatchObject({
      away: '',
      holidays: 'GB-ENG',
    });
    expect(setPerson(WHOLE, 'zoe', { away: 'a.ics' })).toMatchObject({ ok: false });
  });

  it('people and sources can be added above schedules, whose lines then move', () => {
    const before = team(WHOLE);
    const zoe = { ...(before.people[0] as Team['people'][number]), id: 'zoe', name: 'Zoe' };
    expect(putPerson(WHOLE, zoe)).toMatchObject({ ok: true });
    expect(putSource(WHOLE, { id: 'ci', type: 'push', title: 'ci' })).toMatchObject({ ok: true });
  });
});
