import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { ActBody, HeardAct } from '../team-log/act';
import { printStamp } from '../team-log/stamp';
import { HOUR, MINUTE, SECOND } from '../time/duration';
import { wakeOf } from './step';

const QUIET = { kind: 'daily', days: null, from: 2 * HOUR + 4 * MINUTE, to: 2 * HOUR + 40 * MINUTE } as const;
const story = (onCall = 'linus', quiet = false): Story =>
  new Story({
    ...teamOf({ blindAfter: 24 * HOUR, resolveAfter: 24 * HOUR }),
    people: [personOf('ada', quiet ? { quietHours: [QUIET] } : {}), personOf('grace'), personOf('linus')],
    schedules: [scheduleOf([layerOf([onCall])])],
  });

function act(by: string, ms: number, body: Partial<Extract<ActBody, { kind: 'incidentActed' }>>): HeardAct {
  const stamp = { ms, count: 0, desktop: `desk-of-${by}` };
  return {
    id: printStamp(stamp),
    stamp,
    by,
    body: {
      kind: 'incidentActed',
      source: 'prod',
      dedupKey: 'disk',
      startsAt: BEGIN - MINUTE,
      act: 'acknowledge',
      until: null,
      text: '',
      ...body,
    },
  };
}
const hear = (told: Story, ...acts: HeardAct[]) => told.happens({ kind: 'actsHeard', acts });
const help = act('linus', BEGIN + SECOND, { act: 'addResponder', to: 'ada' });

describe('acts of others that come in another order than they were done', () => {
  it('who is asked to help is paged, also where a later act came first', () => {
    const told = story();
    told.read(['disk']);
    told.after(10 * SECOND);
    hear(told, act('grace', BEGIN + 2 * SECOND, { act: 'handOver', to: 'grace' }));
    hear(told, act('linus', BEGIN + 3 * SECOND, { act: 'addResponder', to: 'ada' }));
    expect(told.rung()).toEqual(['desk-1 asked-to-help']);
    const other = story();
    other.read(['disk']);
    other.after(10 * SECOND);
    hear(other, act('grace', BEGIN + 2 * SECOND, { act: 'escalate' }));
    other.rung();
    hear(other, help);
    hear(other, help);
    expect(other.incident().plan?.moves.map(({ kind }) => kind)).toEqual(['addResponder', 'escalate']);
  });

  it('an acknowledgement counts although a later cry for help came first, which still wants its answer', () => {
    const told = story();
    told.read(['disk']);
    told.after(10 * SECOND);
    hear(told, act('grace', BEGIN + 2 * SECOND, { act: 'addResponder', to: 'ada' }));
    hear(told, act('linus', BEGIN + SECOND, {}));
    expect(told.incident()).toMatchObject({ status: 'acknowledged', waits: ['ada'] });
  });

  it('of two who acknowledged without knowing of each other the first one has it, whoever is heard first', () => {
    const [grace, linus] = [act('grace', BEGIN + 2 * SECOND, {}), act('linus', BEGIN + SECOND, {})];
    for (const order of [
      [grace, linus],
      [linus, grace],
    ]) {
      const told = story();
      told.read(['disk']);
      told.after(10 * SECOND);
      for (const one of order) hear(told, one);
      expect(told.incident().acknowledgedBy).toEqual({ kind: 'person', id: 'linus' });
    }
  });

  it('all that was done to an alert before it came here is taken when it comes', () => {
    const told = story();
    hear(told, help, act('grace', BEGIN + 2 * SECOND, { act: 'escalate' }));
    told.after(10 * SECOND).read(['disk']);
    expect(told.incident().plan?.moves.map(({ kind }) => kind)).toEqual(['addResponder', 'escalate']);
    expect(told.rung()).toEqual(['desk-1 asked-to-help']);
  });
});

it('a page that quiet hours keep from being repeated waits for their end, and wakes nobody meanwhile', () => {
  const told = story('ada', true);
  told.read([alertOf('disk', { source: 'prod', severity: 'warning' })]);
  expect(told.rung()).toEqual(['desk-1 firing']);
  told.after(6 * MINUTE);
  expect(told.rung()).toEqual([]);
  expect(wakeOf(told.state, told.now)).toBe(BEGIN + 40 * MINUTE);
  told.after(35 * MINUTE);
  expect(told.rung()).toEqual(['desk-1 still-unanswered']);
});
