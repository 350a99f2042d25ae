import { describe, expect, it } from 'vitest';
import { BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';

const SENDERS = { ...teamOf(), sources: teamOf().sources.slice(1) };
const begun = (): Story => {
  const story = new Story(SENDERS);
  story.sent('db');
  return story;
};

describe('what a person answers', () => {
  it('snoozes: silent until then, rings when it is over, whatever was sent meanwhile', () => {
    const story = begun();
    story.told({ act: 'snooze', until: BEGIN + 15 * MINUTE });
    story.after(10 * MINUTE).sent('db');
    story.after(5 * MINUTE + 1 * SECOND);
    expect(story.lines()).toEqual([
      '0:00 opened',
      '0:00 paged firing',
      '0:00 snoozed',
      '10:00 seen 1',
      '15:00 unacknowledged: The snooze is over.',
      '15:00 paged snooze-over',
    ]);
  });

  it('snoozes for a week at the most, never into the past, never until a time that is none', () => {
    const story = begun();
    const tried = [BEGIN, BEGIN - 1, Number.NaN, BEGIN + 7 * DAY + 1, BEGIN + 7 * DAY].map(
      (until) => story.told({ act: 'snooze', until }).refusal,
    );
    expect(tried).toEqual([
      'The snooze would end in the past.',
      'The snooze would end in the past.',
      'The snooze would end in the past.',
      'A snooze lasts a week at the most.',
      null,
    ]);
  });

  it('acknowledges for good what was only snoozed', () => {
    const story = begun();
    story.told({ act: 'snooze', until: BEGIN + 5 * MINUTE });
    story.acknowledged();
    story.after(HOUR);
    expect(story.incident()).toMatchObject({ status: 'acknowledged', snoozedUntil: null });
    expect(story.rung()).toEqual(['desk-1 firing']);
  });

  it('rings at once when an acknowledgement is taken back', () => {
    const story = begun();
    story.acknowledged();
    story.told({ act: 'unacknowledge' });
    expect(story.lines().slice(2)).toEqual([
      '0:00 acknowledged',
      '0:00 unacknowledged',
      '0:00 paged unacknowledged',
    ]);
    expect(story.told({ act: 'unacknowledge' }).refusal).toBe('It is not acknowledged.');
  });

  it('does what is done already without a word, and refuses what cannot be', () => {
    const story = begun();
    story.acknowledged();
    const facts = story.facts.length;
    expect(story.acknowledged()).toMatchObject({ refusal: null, facts: [], pages: [] });
    expect(story.acknowledged('desk-7').refusal).toBe('There is no such incident, or it is resolved.');
    expect(story.facts.length).toBe(facts);
    story.told({ act: 'resolve' });
    expect(story.told({ act: 'resolve' }).refusal).toBe('There is no such incident, or it is resolved.');
  });

  it('takes notes of something, and not of too much', () => {
    const story = begun();
    const refusals = ['  disk is full ', ' \n', 'x'.repeat(10_001)].map(
      (text) => story.told({ act: 'note', text }).refusal,
    );
    expect(refusals).toEqual([null, 'The note is empty.', 'The note is longer than 10000 characters.']);
    expect(story.lines().at(-1)).toBe('0:00 noted: disk is full');
  });

  it('resolves for good: what became of its pages is still written down, and nothing else happens', () => {
    const story = begun();
    story.told({ act: 'resolve' });
    const decision = story.happens({
      kind: 'delivered',
      incident: 'desk-1',
      page: 'desk-1-p1',
      channel: 'popup',
      delivery: { state: 'delivered', at: BEGIN, detail: '' },
    });
    expect([decision.facts.map(({ kind }) => kind), decision.incidents]).toEqual([['delivered'], []]);
    expect(story.after(DAY).wakes).toBe(0);
  });
});

describe('after a restart or a sleep', () => {
  it('every unanswered page rings again, and nothing else does (P3)', () => {
    const story = begun();
    for (const key of ['cpu', 'disk', 'net']) story.sent(key);
    story.acknowledged('desk-2');
    story.told({ act: 'resolve' }, 'desk-3');
    story.sent('odd', { severity: 'none' });
    story.rung();
    story.after(10 * SECOND).restart();
    expect(story.rung()).toEqual(['desk-1 after-restart', 'desk-4 after-restart']);
    story.sent('new');
    expect(story.rung()).toEqual(['desk-6 firing']);
  });

  it('a sleep over many reminders is one page each, not a pile (B5)', () => {
    const story = begun();
    story.sent('cpu');
    story.told({ act: 'snooze', until: BEGIN + HOUR }, 'desk-2');
    story.rung();
    story.sleep(8 * HOUR);
    story.after(1 * SECOND);
    expect(story.rung()).toEqual(['desk-1 after-sleep', 'desk-2 after-sleep']);
    expect(story.facts.filter(({ kind }) => kind === 'engineSlept')).toEqual([
      {
        kind: 'engineSlept',
        at: BEGIN + 8 * HOUR,
        by: { kind: 'watchbill' },
        from: BEGIN,
        until: BEGIN + 8 * HOUR,
      },
    ]);
  });

  it('one sleep that is told twice, by the system and by our own timer, rings once', () => {
    const story = begun();
    story.after(1 * SECOND);
    const from = story.now;
    story.sleep(8 * HOUR);
    story.rung();
    story.now += 5 * SECOND;
    story.happens({ kind: 'woke', from });
    expect(story.rung()).toEqual([]);
    story.sleep(MINUTE);
    expect(story.rung()).toEqual(['desk-1 after-sleep']);
  });

  it('what came due since is not lost where a sleep is told of a second time (B1)', () => {
    const story = begun();
    story.sent('cpu');
    story.told({ act: 'snooze', until: BEGIN + HOUR }, 'desk-2');
    story.rung();
    const from = story.now - 2 * HOUR;
    story.now = BEGIN + HOUR + SECOND;
    story.happens({ kind: 'woke', from });
    expect(story.rung()).toEqual(['desk-1 still-unanswered', 'desk-2 snooze-over']);
  });
});
