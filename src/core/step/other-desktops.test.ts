import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { ActBody, HeardAct } from '../team-log/act';
import { printStamp } from '../team-log/stamp';
import { HOUR, MINUTE } from '../time/duration';

/** Ada is on call, and sits here. */
const story = (): Story =>
  new Story({
    ...teamOf({ blindAfter: 24 * HOUR }),
    people: [personOf('ada'), personOf('grace')],
    schedules: [scheduleOf([layerOf(['ada'])])],
  });

let count = 0;
function heard(
  body: Partial<Extract<ActBody, { kind: 'incidentActed' }>>,
  ms = BEGIN,
  desktop = 'far',
): HeardAct {
  const stamp = { ms, count: ++count, desktop };
  return {
    id: printStamp(stamp),
    stamp,
    by: 'grace',
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
describe('what somebody does at another desktop', () => {
  it('holds here, and writes no second silence', () => {
    const told = story();
    told.read(['disk']);
    told.rung();
    told.happens({ kind: 'actsHeard', acts: [heard({})] });
    expect(told.incident()).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: { kind: 'person', id: 'grace' },
    });
    expect(told.orders).toEqual([]);
    told.after(4 * MINUTE);
    expect(told.rung()).toEqual([]);
    told.happens({ kind: 'actsHeard', acts: [heard({ act: 'unacknowledge' }, told.now)] });
    expect(told.rung()).toEqual(['desk-1 unacknowledged']);
  });

  it('holds for an alert that comes here later, and not for the next one of the same name', () => {
    const told = story();
    told.happens({ kind: 'actsHeard', acts: [heard({})] });
    told.after(2 * MINUTE);
    told.read(['disk']);
    expect(told.incident()).toMatchObject({ status: 'acknowledged' });
    expect(told.rung()).toEqual([]);
    told.happens({
      kind: 'command',
      incident: 'desk-1',
      command: { act: 'resolve' },
      by: { kind: 'person', id: 'ada' },
    });
    told.after(MINUTE);
    told.read([alertOf('disk', { source: 'prod', startsAt: told.now })]);
    expect(told.rung()).toEqual(['desk-2 firing']);
  });

  it('reaches the others as what was done here does', () => {
    const told = story();
    told.read(['disk']);
    expect(told.acknowledged().told).toEqual([
      {
        kind: 'incidentActed',
        source: 'prod',
        dedupKey: 'disk',
        startsAt: BEGIN - MINUTE,
        act: 'acknowledge',
        until: null,
        text: '',
      },
    ]);
    told.sent('mail');
    expect(told.acknowledged('desk-2').told).toEqual([]);
  });

  it('is not taken twice: what was un-acknowledged here stays so when the log is read again', () => {
    const told = story();
    told.read(['disk']);
    const act = heard({});
    hear(told, act);
    expect(told.incident().status).toBe('acknowledged');
    told.after(MINUTE);
    told.told({ act: 'unacknowledge' });
    expect(told.rung()).toContain('desk-1 unacknowledged');
    hear(told, act);
    expect(told.incident().status).toBe('open');
    told.restart(act);
    expect(told.incident().status).toBe('open');
    expect(told.facts.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  it('changes nothing when something later was done before it was heard of', () => {
    const told = story();
    told.read(['disk']);
    told.after(10 * MINUTE);
    told.acknowledged();
    hear(told, heard({ act: 'unacknowledge' }, BEGIN + MINUTE));
    expect(told.incident().status).toBe('acknowledged');
    // Her clock is ahead: what is done here after it was heard is later all the same.
    hear(told, heard({ act: 'unacknowledge' }, told.now + 20 * MINUTE));
    expect(told.incident().status).toBe('open');
    told.after(MINUTE);
    told.acknowledged();
    const acts = [heard({ act: 'unacknowledge' }, told.now)];
    hear(told, ...acts);
    expect(told.incident().status).toBe('acknowledged');
    told.restart(...acts);
    expect(told.incident().status).toBe('acknowledged');
  });

  it('writes a note down once', () => {
    const told = story();
    told.read(['disk']);
    const note = heard({ act: 'note', text: 'It was the raid.' });
    hear(told, note, note);
    hear(told, note);
    told.restart(note);
    expect(told.facts.filter(({ kind }) => kind === 'noted')).toHaveLength(1);
  });

  it('resolves an alert for as long as it would rest, not for a day', () => {
    const told = story();
    told.read(['disk']);
    const resolve = heard({ act: 'resolve' }, told.now);
    hear(told, resolve);
    expect(told.state.byKey.size).toBe(0);
    told.after(16 * MINUTE);
    told.rung();
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-2 firing']);
    hear(told, resolve);
    told.restart(resolve);
    expect(told.incident('desk-2').status).toBe('open');
    hear(told, heard({ act: 'resolve' }, told.now - HOUR));
    expect(told.incident('desk-2').status).toBe('open');
  });

  it('of an alert that was resolved since does not hold for the next incident of it', () => {
    const told = story();
    told.read(['disk']);
    const acknowledged = heard({});
    hear(told, acknowledged);
    told.after(5 * MINUTE);
    told.told({ act: 'resolve' });
    told.after(20 * MINUTE);
    told.rung();
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-2 firing']);
    told.restart(acknowledged);
    expect(told.incident('desk-2').status).toBe('open');
  });

  it('is known again after a restart by what this desktop did: its own acts only stand for themselves', () => {
    const told = story();
    const acknowledged = heard({});
    const own = heard({ act: 'resolve' }, BEGIN + 5 * MINUTE, 'desk');
    told.after(25 * MINUTE);
    told.restart(acknowledged, own);
    told.read(['disk']);
    expect(told.incident().status).toBe('open');
  });

  it('holds for an alert that was firing before this desktop was started', () => {
    const told = story();
    told.after(HOUR);
    told.restart(heard({}, BEGIN + MINUTE));
    told.read(['disk']);
    expect(told.incident().status).toBe('acknowledged');
    expect(told.rung()).toEqual([]);
  });

  it('un-acknowledged there and open here already: nothing rings anew', () => {
    const told = story();
    told.read(['disk']);
    told.rung();
    hear(told, heard({ act: 'unacknowledge' }));
    expect(told.rung()).toEqual([]);
  });
});
