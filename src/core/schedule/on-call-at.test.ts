import { describe, expect, it } from 'vitest';
import { DAY } from '../time/duration';
import { parseInstant } from '../time/instant';
import { parseWall, type Wall } from '../time/wall';
import { explain } from './explain';
import { onCallAt } from './on-call-at';
import { reasonsAt } from './reasons';
import { NO_ROTA, type Rota } from './rota';
import type { Layer, Override, Schedule } from './schedule';
import type { Cause } from './shift';

const at = (text: string): number => parseInstant(`${text}:00Z`) as number;
const weekly: Layer = {
  id: 'weekly',
  name: 'Weekly',
  people: ['ada', 'grace', 'ada'],
  start: parseWall('2026-01-05T09:00') as Wall,
  turn: { every: 1, unit: 'weeks' },
  until: null,
  hours: [],
  calendar: null,
};
const primary: Schedule = {
  id: 'primary',
  name: 'Primary',
  timeZone: 'Europe/London',
  layers: [weekly],
  overrides: [],
};
const somebody = { email: '', timeZone: 'UTC', holidays: '', away: '' };
const rota: Rota = {
  ...NO_ROTA,
  people: [
    { ...somebody, id: 'ada', name: 'Ada' },
    { ...somebody, id: 'grace', name: 'Grace' },
  ],
  schedules: [primary],
};

function withOverride(more: Partial<Override>): { rota: Rota; override: Override } {
  const override: Override = {
    id: 'x',
    schedule: 'primary',
    person: 'grace',
    start: at('2026-03-04T09:00'),
    end: at('2026-03-04T17:00'),
    reason: '',
    origin: { kind: 'act', by: 'ada', at: at('2026-03-03T23:30') },
    ...more,
  };
  return { override, rota: { ...rota, acts: { ...rota.acts, overrides: [override] } } };
}

describe('onCallAt', () => {
  it('tells since when and until when, past handoffs to the same person', () => {
    // Turns 2 and 3 of ada, grace, ada are both ada's.
    expect(onCallAt(rota, primary, at('2026-01-20T12:00'))).toMatchObject({
      person: 'ada',
      since: at('2026-01-19T09:00'),
      until: at('2026-02-02T09:00'),
      cause: { kind: 'layer', layer: 'weekly', turn: 2, of: 3 },
      shift: { start: at('2026-01-19T12:00'), end: at('2026-01-21T12:00') },
    });
    expect(onCallAt(rota, primary, at('2026-01-26T09:00'))).toMatchObject({
      since: at('2026-01-19T09:00'),
      shift: { start: at('2026-01-26T09:00'), end: at('2026-01-27T09:00'), cause: { turn: 3 } },
    });
  });

  it('sees an override, its end, and what was before it', () => {
    const { rota: changed } = withOverride({});
    expect(onCallAt(changed, primary, at('2026-03-04T16:59'))).toMatchObject({
      person: 'grace',
      since: at('2026-03-04T09:00'),
      until: at('2026-03-04T17:00'),
    });
    expect(onCallAt(changed, primary, at('2026-03-04T08:59')).until).toBe(at('2026-03-04T09:00'));
    expect(onCallAt(changed, primary, at('2026-03-04T17:00')).since).toBe(at('2026-03-04T17:00'));
  });

  it('ends looking after five years, and a year back', () => {
    const one = { ...primary, layers: [{ ...weekly, people: ['ada'], start: 0 }] };
    const now = at('2026-03-04T12:00');
    expect(onCallAt(rota, one, now)).toMatchObject({ person: 'ada', until: null, since: now - 366 * DAY });
    expect(onCallAt(rota, { ...primary, layers: [] }, now)).toMatchObject({
      person: null,
      until: null,
      cause: { kind: 'gap' },
    });
    const far = {
      ...one,
      layers: [{ ...weekly, people: ['ada'], start: 0, until: parseWall('2030-12-01T09:00') }],
    };
    expect(onCallAt(rota, far, now).until).toBe(at('2030-12-01T09:00'));
  });
});

describe('reasonsAt', () => {
  it('says of each override what it stands over', () => {
    const { rota: changed, override } = withOverride({});
    const reasons = reasonsAt(changed, primary, at('2026-03-04T12:00'));
    expect(reasons).toMatchObject([
      { person: 'grace', cause: { override: { id: override.id }, over: { kind: 'layer', layer: 'weekly' } } },
      { person: 'ada', cause: { kind: 'layer' } },
    ]);
    const bare = { ...primary, layers: [] };
    expect(reasonsAt(changed, bare, at('2026-03-04T12:00'))).toMatchObject([{ cause: { over: null } }]);
  });
});

describe('explain', () => {
  const layer: Cause = { kind: 'layer', layer: 'weekly', turn: 7, of: 5 };
  const told = (cause: Cause, schedule = primary): string => explain(rota, schedule, cause, 'Europe/London');

  it('tells layers, calendars and gaps', () => {
    expect(told(layer)).toBe('by layer Weekly, turn 3 of 5');
    expect(told({ kind: 'calendar', layer: 'feed', summary: 'On call: Ada' })).toBe(
      'by layer feed, whose calendar says "On call: Ada"',
    );
    expect(told({ kind: 'gap' })).toBe('because no layer has anybody then');
    expect(told({ kind: 'gap' }, { ...primary, layers: [] })).toBe('because the schedule has no layers');
  });

  it("tells overrides, on which day in the reader's zone, and over what", () => {
    const { override } = withOverride({ reason: 'dentist' });
    expect(told({ kind: 'override', override, over: layer })).toBe(
      'because of the override that Ada made on Tue 3 Mar (dentist), over layer Weekly',
    );
    expect(explain(rota, primary, { kind: 'override', override, over: layer }, 'Asia/Kolkata')).toContain(
      'on Wed 4 Mar',
    );
    const file = withOverride({ origin: { kind: 'file', line: 12 }, person: null }).override;
    expect(told({ kind: 'override', override: file, over: null })).toBe(
      'because of the override in the team file, line 12, where nobody would be',
    );
    const named = withOverride({ origin: { kind: 'file', line: 12 } }).override;
    expect(
      told({ kind: 'override', override, over: { kind: 'override', override: named, over: layer } }),
    ).toBe(
      'because of the override that Ada made on Tue 3 Mar (dentist), over the override in the team file, line 12',
    );
  });

  it('tells a trade from the side of who is on call by it', () => {
    const origin = {
      kind: 'trade',
      trade: 't',
      from: 'ada',
      with: 'grace',
      at: at('2026-03-03T12:00'),
    } as const;
    const given = withOverride({ origin, person: 'grace' }).override;
    const wanted = withOverride({ origin, person: 'ada' }).override;
    expect(told({ kind: 'override', override: given, over: layer })).toBe(
      'because of the trade with Ada agreed on Tue 3 Mar, over layer Weekly',
    );
    expect(told({ kind: 'override', override: wanted, over: layer })).toContain(
      'the trade with Grace agreed',
    );
  });
});
