import { describe, expect, it } from 'vitest';
import { difference, done, layer, primary, team, WHOLE, wall } from '../../../test/helpers/team-text';
import type { Override, Schedule } from '../schedule/schedule';
import { HOUR } from '../time/duration';
import { instantOf } from '../time/wall';
import { putSchedule, removeSchedule } from './edit-schedule';
import { newTeamFile } from './new-team-file';

describe('a schedule in the text of a team file', () => {
  it('that does not change leaves every byte', () => {
    expect(done(putSchedule(WHOLE, primary()))).toBe(WHOLE);
  });

  it('changes one value in its place', () => {
    const old = primary();
    const weekly = { ...layer(old, 'weekly'), turn: { every: 2, unit: 'weeks' } as const };
    const after = done(putSchedule(WHOLE, { ...old, layers: [weekly, layer(old, 'nights')] }));
    expect(difference(WHOLE, after)).toEqual(['−turn: 1 week', '+turn: 2 weeks']);
  });

  it('adds and takes out keys, people, windows and overrides, and keeps what is said beside the others', () => {
    const old = primary();
    const next: Schedule = {
      ...old,
      name: 'Primary',
      layers: [
        { ...layer(old, 'weekly'), until: null, people: ['grace', 'ada', 'ada'] },
        {
          ...layer(old, 'nights'),
          people: ['ada', 'grace', null],
          hours: [
            ...layer(old, 'nights').hours,
            {
              kind: 'weekly',
              from: { day: 5, time: 18 * HOUR },
              to: { day: 1, time: 9 * HOUR },
            },
          ],
        },
      ],
      overrides: [
        { ...(old.overrides[0] as Override), end: instantOf(wall('2026-03-04T09:00'), 'Europe/London') },
        { ...(old.overrides[0] as Override), person: null, reason: '' },
      ],
    };
    const after = done(putSchedule(WHOLE, next));
    expect(difference(WHOLE, after)).toEqual([
      '−people: [ada, grace]   # in this order',
      '−until: 2027-01-04T09:00',
      '−- { person: grace, start: 2026-03-02T09:00, end: 2026-03-03T09:00, reason: dentist }   # sorry',
      '+name: Primary',
      '+people: [grace, ada, ada]   # in this order',
      '+- nobody',
      '+- { from: fri 18:00, to: mon 09:00 }',
      '+- { person: grace, start: 2026-03-02T09:00, end: 2026-03-04T09:00, reason: dentist }   # sorry',
      '+- { person: nobody, start: 2026-03-02T09:00, end: 2026-03-03T09:00 }',
    ]);
    // Grace's line moved with what is said beside it.
    expect(after).toContain('          - ada\n          - grace    # likes the dark\n          - nobody\n');
  });

  it('moves a layer with the comments above it, byte for byte', () => {
    const old = primary();
    const after = done(putSchedule(WHOLE, { ...old, layers: [...old.layers].reverse() }));
    expect(after.split('\n').sort()).toEqual(WHOLE.split('\n').sort());
    expect(after.indexOf('id: nights')).toBeLessThan(after.indexOf('id: weekly'));
    const at = after.indexOf('# Whole weeks.');
    expect(after.slice(at)).toMatch(/^# Whole weeks\.\n {6}- id: weekly\n/);
  });

  it('knows a layer that got another id', () => {
    const old = primary();
    const after = done(
      putSchedule(WHOLE, {
        ...old,
        layers: [layer(old, 'weekly'), { ...layer(old, 'nights'), id: 'dark', name: 'dark' }],
      }),
    );
    expect(difference(WHOLE, after)).toEqual(['−- id: nights', '+- id: dark']);
  });

  it('is added behind the others, or with the list where there is none', () => {
    const second: Schedule = { ...primary(), id: 'second', name: 'Second', timeZone: 'Asia/Kolkata' };
    const after = done(putSchedule(WHOLE, second));
    expect(after.replace(/ {2}- id: second\n[^]*?(?=\nescalations)/, '')).toBe(WHOLE);
    const first = newTeamFile({
      name: 'T',
      timeZone: 'UTC',
      person: { id: 'ada', name: 'Ada', email: '' },
    });
    const schedule: Schedule = {
      ...primary(),
      layers: [{ ...layer(primary(), 'weekly'), people: ['ada'] }],
      overrides: [],
    };
    for (const text of [first, first.trimEnd(), first.replaceAll('\n', '\r\n'), `\uFEFF${first}`]) {
      const put = done(putSchedule(text, schedule));
      expect(put.startsWith(text)).toBe(true);
      expect(team(put).schedules).toHaveLength(1);
      expect(put.includes('\r\n')).toBe(text.includes('\r\n'));
      expect(put.replaceAll('\r\n', '').includes('\n')).toBe(!text.includes('\r\n'));
    }
    for (const empty of ['schedules:\n', 'schedules: []\n', 'schedules:   # none yet\n']) {
      const put = done(putSchedule(empty + first, schedule));
      expect(team(put).schedules).toHaveLength(1);
      expect(put.replace(/ {2}- id: primary\n(?: {4}.*\n)*/, '').replace('schedules:\n', empty)).toContain(
        first,
      );
    }
  });

  it('may stand in braces', () => {
    const text = `watchbill: 1\nteam: T\ntimeZone: UTC\npeople: [{ id: ada }, { id: bob }]\nschedules: [ { id: primary, layers: [ { id: a,  people: [ada], start: 2026-01-05T09:00, turn: 1 day } ] } ]\n`;
    const old = primary(text);
    const a = layer(old, 'a');
    const after = done(
      putSchedule(text, {
        ...old,
        layers: [
          { ...a, people: ['bob', 'ada'], until: wall('2027-01-01T00:00') },
          { ...a, id: 'b', name: 'b', hours: [{ kind: 'daily', from: 0, to: HOUR, days: [1] }] },
        ],
      }),
    );
    expect(after.split('\n')[4]).toBe(
      'schedules: [ { id: primary, layers: [ { id: a,  people: [bob, ada], start: 2026-01-05T09:00, turn: 1 day, until: 2027-01-01T00:00 }, { id: b, people: [ada], start: 2026-01-05T09:00, turn: 1 day, hours: [{ days: [mon], from: "00:00", to: "01:00" }] } ] } ]',
    );
  });

  it('is taken out, unless an escalation pages it', () => {
    const second: Schedule = { ...primary(), id: 'second', name: 'second' };
    const both = done(putSchedule(WHOLE, second));
    expect(done(removeSchedule(both, 'second'))).toBe(WHOLE);
    expect(done(removeSchedule(WHOLE, 'nobody-knows'))).toBe(WHOLE);
    expect(removeSchedule(WHOLE, 'primary')).toEqual({
      ok: false,
      error: 'escalation "payments" pages schedule:primary; take it out there first',
    });
  });

  it('is left to a person where the text is too clever, and to nobody where it is broken', () => {
    const clever = WHOLE.replace('people: [ada, grace]', 'people: &all [ada, grace]').replace(
      /people:\n {10}- grace.*\n {10}- ada/,
      'people: *all',
    );
    const old = primary(clever);
    const weekly = { ...layer(old, 'weekly'), people: ['ada'] };
    expect(putSchedule(clever, { ...old, layers: [weekly, layer(old, 'nights')] })).toEqual({
      ok: false,
      error:
        'schedules of watchbill.yaml is written in a way that only a person can change; edit "primary" by hand',
    });
    const broken = putSchedule(WHOLE.replace('[ada, grace]', '[ada, grcae]'), primary());
    expect(broken).toMatchObject({ ok: false });
    expect(!broken.ok && broken.error).toContain('mend it first: line 16: there is no person "grcae"');
    const stranger = putSchedule(WHOLE, { ...old, layers: [{ ...layer(old, 'weekly'), people: ['zoe'] }] });
    expect(stranger).toEqual({ ok: false, error: 'there is no person "zoe".' });
  });
});
