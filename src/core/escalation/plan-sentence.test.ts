import { describe, expect, it } from 'vitest';
import {
  asking,
  OPENED,
  policy,
  said,
  step,
  TEAM,
  teamRota,
  WEEKLY,
} from '../../../test/helpers/plan-fixtures';
import { layerOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';
import type { PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { countdown, planSentence } from './plan-sentence';

const NAMES: Record<string, string> = { ada: 'Ada', grace: 'Grace', linus: 'Linus', hal: 'Hal' };
const sentence = (ask: PlanAsk, after = 0): string =>
  planSentence(planOf(ask, OPENED + after), OPENED + after, (id) => NAMES[id] ?? id);

describe('the plan in a line', () => {
  const steps = policy([step(0, 'schedule:primary'), step(5, 'next:primary')]);
  const urgent = asking({ policy: steps, everyoneInTheEnd: true });

  it('says who has it now and who would be next, to the second', () => {
    expect(sentence(urgent, 50 * SECOND)).toBe('Ada now, Grace in 4:10, everyone in 19:10');
    expect(sentence(urgent, 5 * MINUTE)).toBe('Ada and Grace now, everyone in 15:00');
    expect(sentence(urgent, 20 * MINUTE)).toBe('Everyone now');
    expect(sentence(asking({ policy: policy([step(2, 'person:ada')]) }))).toBe('Ada in 2:00');
  });

  it('tells rounds by "again", and stops where it would not be read', () => {
    const round = policy([step(0, 'person:ada'), step(4, 'person:ada person:grace')], { repeat: 9 });
    expect(sentence(asking({ policy: round }))).toBe(
      'Ada now, Ada and Grace in 4:00, the same again in 9:00',
    );
    expect(sentence(asking({ policy: { ...round, repeat: 1 }, everyoneInTheEnd: true }))).toBe(
      'Ada now, Ada and Grace in 4:00, the same again in 9:00, everyone in 28:00',
    );
    const once = policy([step(0, 'person:ada')], { repeat: 1 });
    expect(sentence(asking({ policy: once, everyoneInTheEnd: true }))).toBe(
      'Ada now, Ada again in 5:00, everyone in 20:00',
    );
    // Also where everyone was asked one by one.
    const all = policy([step(0, 'person:ada person:grace'), step(5, 'person:linus person:hal')], {
      repeat: 1,
    });
    expect(sentence(asking({ policy: all, everyoneInTheEnd: true }))).toBe(
      'Ada and Grace now, Linus and Hal in 5:00, the same again in 10:00, everyone in 30:00',
    );
    const people = TEAM.map((id, i) => step(i, `person:${id}`));
    const long = policy([...people, step(5, 'person:zoe'), step(5, 'person:max')]);
    const team = teamRota();
    const [ada] = team.people;
    const rota = { ...team, people: [...team.people, { ...ada, id: 'zoe' }, { ...ada, id: 'max' }] as never };
    expect(sentence(asking({ policy: long, rota }))).toBe(
      'Ada now, Grace in 1:00, Linus in 3:00, Hal in 6:00, zoe in 11:00, and so on',
    );
  });

  it('names no more than can be read', () => {
    const everybody = teamRota([scheduleOf([layerOf(TEAM)])]);
    const all = policy([step(0, 'all:primary')]);
    expect(sentence(asking({ policy: all, rota: everybody }))).toBe('Ada, Grace, Linus and Hal now');
    const rota = {
      ...everybody,
      people: [...everybody.people, { ...everybody.people[0], id: 'zoe' } as never],
    };
    const five = policy([step(0, 'person:ada person:grace person:linus person:hal person:zoe')]);
    expect(sentence(asking({ policy: five, rota }))).toBe('Ada, Grace, Linus and 2 more now');
  });

  it('says who is away, whom it was handed over to, and leaves out what is left out', () => {
    const rota = teamRota([WEEKLY], [said('ada', -1, 'asleep')]);
    expect(sentence({ ...urgent, rota })).toBe('Ada (away) and Grace now, everyone in 15:00');
    const moves = [{ kind: 'handOver', at: OPENED + MINUTE, by: 'ada', to: 'hal' }] as const;
    expect(sentence({ ...urgent, moves }, 2 * MINUTE)).toBe('Hal now, Grace in 4:00, everyone in 19:00');
    const low = { ...steps.steps[1], when: { urgency: 'high', hours: [], timeZone: 'UTC' } } as const;
    expect(
      sentence(asking({ policy: policy([steps.steps[0] as never, low as never]), urgency: 'low' })),
    ).toBe('Ada now');
  });

  it('says who has it now, also after duty has passed on', () => {
    expect(sentence(urgent, 7 * DAY)).toBe('Everyone now');
    expect(sentence(asking({ policy: steps }), 7 * DAY)).toBe('Grace and Linus now');
  });

  it('counts down', () => {
    expect([0, 1, 999, 61 * SECOND, HOUR, HOUR + 62 * SECOND, 2 * DAY + 3 * HOUR].map(countdown)).toEqual([
      '0:00',
      '0:01',
      '0:01',
      '1:01',
      '1:00:00',
      '1:01:02',
      '2 d 3 h',
    ]);
  });
});
