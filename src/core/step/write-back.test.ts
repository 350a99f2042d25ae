import { describe, expect, it } from 'vitest';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import { NO_ROTA } from '../schedule/rota';
import { HOUR, MINUTE, SECOND } from '../time/duration';

const SILENCING = teamOf({ acknowledge: 'silence', blindAfter: 24 * HOUR });

/** An incident of the polled source, a minute old and acknowledged. */
function acknowledged(): Story {
  const story = new Story(SILENCING);
  story.read(['db']);
  story.after(MINUTE).acknowledged();
  return story;
}

/** The source lists the alert every 15 s, silenced by `id` (a function of nothing: it may change). */
function listed(story: Story, duration: number, by: () => string[]): void {
  for (let passed = 0; passed < duration; passed += 15 * SECOND) {
    story.after(15 * SECOND);
    const silences = by();
    story.read([
      alertOf('db', {
        source: 'prod',
        suppression: silences.length === 0 ? null : { how: 'silenced', by: silences },
      }),
    ]);
  }
}

const tail = (story: Story): string[] => story.lines().slice(2);

describe('an acknowledgement that is written into its source', () => {
  it('is ordered at once, confirmed when it was read back, and removed on resolve', () => {
    const story = new Story(SILENCING);
    story.read(['db']);
    expect(story.acknowledged().orders).toEqual([
      { order: 'silence', incident: 'desk-1', source: 'prod', silenceId: '', for: 15 * MINUTE },
    ]);
    story.obeyed();
    listed(story, MINUTE, () => ['sil-1']);
    expect(story.told({ act: 'resolve' }).orders).toEqual([
      { order: 'unsilence', incident: 'desk-1', source: 'prod', silenceId: 'sil-1' },
    ]);
    expect([...story.state.incidents.keys()]).toEqual(['desk-1']);
    story.obeyed();
    expect(tail(story)).toEqual([
      '0:00 acknowledged',
      '0:00 silence writing',
      '0:00 silence confirmed sil-1 until 15:00',
      '1:00 resolved',
      '1:00 silence removing sil-1 until 15:00',
      '1:00 silence removed sil-1',
    ]);
    expect([[...story.state.incidents.keys()], [...story.state.byKey], story.orders]).toEqual([[], [], []]);
  });

  it('is not written where the team did not ask for it, nor for what was sent', () => {
    const story = new Story();
    story.read(['db']);
    story.sent('cpu');
    story.acknowledged('desk-1');
    story.acknowledged('desk-2');
    expect(story.orders).toEqual([]);
    expect(story.incidents().map(({ writeBack }) => writeBack)).toEqual([null, null]);
  });

  it('is written for a snooze as well, and removed before it rings again', () => {
    const story = acknowledged();
    story.obeyed();
    story.told({ act: 'snooze', until: story.now + 5 * MINUTE });
    listed(story, 5 * MINUTE, () => ['sil-1']);
    expect(tail(story).slice(3)).toEqual([
      '1:00 snoozed',
      '6:00 unacknowledged: The snooze is over.',
      '6:00 silence removing sil-1 until 16:00',
      '6:00 paged snooze-over',
    ]);
  });

  it('is renewed at a third left, for as long as it fires and is acknowledged', () => {
    const story = acknowledged();
    story.obeyed();
    for (let n = 0; n < 3; n += 1) {
      listed(story, 10 * MINUTE, () => ['sil-1']);
      expect(story.orders).toEqual([
        { order: 'silence', incident: 'desk-1', source: 'prod', silenceId: 'sil-1', for: 15 * MINUTE },
      ]);
      story.obeyed();
    }
    expect(tail(story).slice(3)).toEqual([
      '11:00 silence writing sil-1 until 16:00',
      '11:00 silence confirmed sil-1 until 26:00',
      '21:00 silence writing sil-1 until 26:00',
      '21:00 silence confirmed sil-1 until 36:00',
      '31:00 silence writing sil-1 until 36:00',
      '31:00 silence confirmed sil-1 until 46:00',
    ]);
    expect(story.rung()).toEqual(['desk-1 firing']);
  });

  it('is removed when it is taken back, and our own silence does not keep it quiet then', () => {
    const story = acknowledged();
    story.obeyed();
    listed(story, MINUTE, () => ['sil-1']);
    story.told({ act: 'unacknowledge' });
    listed(story, 15 * SECOND, () => ['sil-1']);
    story.obeyed();
    expect(tail(story).slice(3)).toEqual([
      '2:00 unacknowledged',
      '2:00 silence removing sil-1 until 16:00',
      '2:00 paged unacknowledged',
      '2:15 silence removed sil-1',
    ]);
  });

  it('rings again, with the reason, when the source does not take it; a second acknowledgement tries again', () => {
    const story = acknowledged();
    story.refused('HTTP 403: you may not');
    story.after(SECOND).acknowledged();
    story.refused('HTTP 403: you may not');
    expect(tail(story)).toEqual([
      '1:00 acknowledged',
      '1:00 silence writing',
      '1:00 silence refused (HTTP 403: you may not)',
      '1:00 unacknowledged: prod did not take the acknowledgement: HTTP 403: you may not',
      '1:00 paged write-back-refused',
      '1:01 acknowledged',
      '1:01 silence writing',
      '1:01 silence refused (HTTP 403: you may not)',
      '1:01 unacknowledged: prod did not take the acknowledgement: HTTP 403: you may not',
      '1:01 paged write-back-refused',
    ]);
  });

  it('stays acknowledged "here only" although the source does not take it', () => {
    const story = acknowledged();
    story.refused();
    story.acknowledged('desk-1', true);
    story.refused();
    listed(story, 20 * MINUTE, () => []);
    expect(story.orders).toEqual([]);
    expect(story.incident()).toMatchObject({
      status: 'acknowledged',
      hereOnly: true,
      writeBack: { state: 'refused', detail: 'HTTP 403' },
    });
  });

  it('takes a silence back that exists but is not what was asked for, and still shows the refusal', () => {
    const story = acknowledged();
    story.refused('it matches other labels there', 'sil-9');
    expect(story.orders).toEqual([
      { order: 'unsilence', incident: 'desk-1', source: 'prod', silenceId: 'sil-9' },
    ]);
    story.obeyed();
    expect(story.incident()).toMatchObject({ status: 'open', writeBack: { state: 'refused' } });
  });

  it('is tried again while the old silence lasts when a renewal is not taken, and rings when that is over', () => {
    const story = acknowledged();
    story.obeyed();
    story.after(10 * MINUTE).refused('HTTP 500');
    expect(story.incident()).toMatchObject({
      status: 'acknowledged',
      writeBack: { state: 'confirmed', detail: 'not renewed yet: HTTP 500' },
    });
    for (let n = 0; n < 5; n += 1) {
      story.after(MINUTE);
      story.refused('HTTP 500');
    }
    expect(tail(story).slice(-3)).toEqual([
      '16:00 silence refused (HTTP 500)',
      '16:00 unacknowledged: prod did not take the acknowledgement: HTTP 500',
      '16:00 paged write-back-refused',
    ]);
  });

  it('is written again when somebody takes the silence away at the source, by its old id', () => {
    const story = acknowledged();
    story.obeyed();
    listed(story, 15 * SECOND, () => []);
    expect(story.orders).toEqual([]); // a read that began before may not know of it yet
    listed(story, 15 * SECOND, () => ['somebody-elses']);
    expect(story.orders).toEqual([
      { order: 'silence', incident: 'desk-1', source: 'prod', silenceId: 'sil-1', for: 15 * MINUTE },
    ]);
    story.obeyed('sil-2');
    expect(tail(story).slice(3)).toEqual([
      '1:30 suppressed silenced somebody-elses',
      '1:30 silence removed sil-1 (the silence is not there any more)',
      '1:30 silence writing sil-1',
      '1:30 silence confirmed sil-2 until 16:30',
    ]);
  });

  it('is not "silenced at its source" when a read shows our silence before we heard that it was written', () => {
    const story = acknowledged();
    listed(story, 15 * SECOND, () => ['sil-1']);
    story.told({ act: 'unacknowledge' });
    story.rung();
    story.obeyed('sil-1');
    expect(tail(story).slice(2)).toEqual([
      '1:15 suppressed silenced sil-1',
      '1:15 unacknowledged',
      '1:15 silence confirmed sil-1 until 16:15',
      '1:15 unsuppressed',
      '1:15 silence removing sil-1 until 16:15',
      '1:15 paged no-longer-suppressed',
    ]);
  });

  it('does not quiet the next incident of the same alert: nobody has seen that one', () => {
    const story = acknowledged();
    story.obeyed();
    for (let n = 0; n < 8; n += 1) story.after(15 * SECOND).read([]);
    expect(story.incident().status).toBe('resolved');
    story.refused('HTTP 500');
    listed(story, 15 * SECOND, () => ['sil-1']);
    expect(story.lines('desk-2')).toEqual(['3:15 opened', '3:15 paged firing']);
  });
});

describe('answers that come late, twice or never', () => {
  it('a silence that was written after the acknowledgement was taken back is removed', () => {
    const story = acknowledged();
    story.told({ act: 'unacknowledge' });
    expect(story.orders.length).toBe(1);
    story.obeyed();
    expect(story.orders).toEqual([
      { order: 'unsilence', incident: 'desk-1', source: 'prod', silenceId: 'sil-1' },
    ]);
    story.obeyed();
    expect(story.incident().writeBack).toMatchObject({ state: 'removed' });
  });

  it('acknowledged, taken back and acknowledged again in one breath ends with one silence', () => {
    const story = acknowledged();
    story.obeyed();
    story.told({ act: 'unacknowledge' });
    story.acknowledged();
    expect(story.orders.map(({ order, silenceId }) => `${order} ${silenceId}`)).toEqual([
      'unsilence sil-1',
      'silence sil-1',
    ]);
    story.obeyed();
    expect(story.orders.length).toBe(1);
    story.obeyed('sil-2');
    expect([story.orders, story.incident().status, story.incident().writeBack?.silenceId]).toEqual([
      [],
      'acknowledged',
      'sil-2',
    ]);
  });

  it('the refusal of an overtaken removal does not take the new acknowledgement back', () => {
    const story = acknowledged();
    story.obeyed();
    story.told({ act: 'unacknowledge' });
    story.acknowledged();
    story.rung();
    story.refused('HTTP 500');
    story.obeyed('sil-1');
    expect([story.incident().status, story.incident().writeBack?.state, story.rung()]).toEqual([
      'acknowledged',
      'confirmed',
      [],
    ]);
  });

  it('a renewal that is answered after the end was ordered does not order it twice', () => {
    const story = acknowledged();
    story.obeyed();
    listed(story, 10 * MINUTE, () => ['sil-1']);
    story.told({ act: 'resolve' });
    story.obeyed();
    expect(story.orders.map(({ order }) => order)).toEqual(['unsilence']);
    story.obeyed();
    expect(story.incident().writeBack?.state).toBe('removed');
  });

  it('a renewal that made another silence has that one removed, and its answer alone counts', () => {
    const story = acknowledged();
    story.obeyed();
    listed(story, 10 * MINUTE, () => ['sil-1']);
    story.told({ act: 'resolve' });
    story.obeyed('sil-2');
    expect(story.orders.map(({ silenceId }) => silenceId)).toEqual(['sil-1', 'sil-2']);
    story.obeyed();
    expect(story.incident().writeBack).toMatchObject({ state: 'removing', silenceId: 'sil-2' });
    story.obeyed();
    expect(story.incident().writeBack).toMatchObject({ state: 'removed', silenceId: 'sil-2' });
  });

  it('a removal that is not taken is repeated every minute until the silence is over by itself', () => {
    const story = acknowledged();
    story.obeyed();
    story.told({ act: 'resolve' });
    story.refused('HTTP 500');
    for (let n = 0; n < 15; n += 1) {
      story.after(MINUTE);
      story.refused('HTTP 500');
    }
    story.after(MINUTE + SECOND);
    expect([story.orders, [...story.state.incidents.keys()]]).toEqual([[], []]);
    expect(tail(story).at(-1)).toBe('17:00 silence removed sil-1');
  });

  it('an order that is never answered is given again, and a wake-up never spins', () => {
    const story = acknowledged();
    story.after(2 * MINUTE);
    expect(story.orders.length).toBe(2);
    story.told({ act: 'unacknowledge' });
    story.after(20 * MINUTE);
    expect(story.incident().writeBack).toMatchObject({ state: 'removed', silenceId: '' });
  });

  it('an alert that vanished has its silence renewed only when it is found again', () => {
    const story = acknowledged();
    story.obeyed();
    story.after(9 * MINUTE + 50 * SECOND).read([]);
    story.after(30 * MINUTE);
    expect(story.orders).toEqual([]);
    listed(story, 15 * SECOND, () => []);
    story.after(SECOND);
    expect(story.orders.map(({ silenceId }) => silenceId)).toEqual(['sil-1']);
  });

  it('an order that was lost while the alert was missing is given again when it is found', () => {
    const story = acknowledged();
    story.after(SECOND).read([]);
    story.after(30 * MINUTE);
    expect(story.orders.length).toBe(1);
    listed(story, 15 * SECOND, () => []);
    story.after(SECOND);
    expect(story.orders.length).toBe(2);
  });

  it('a team that stops asking for silences has the standing one run out, and no timer spins', () => {
    const story = acknowledged();
    story.obeyed();
    story.happens({ kind: 'teamChanged', team: teamOf({ blindAfter: 24 * HOUR }), rota: NO_ROTA });
    listed(story, 20 * MINUTE, () => (story.now < BEGIN + 16 * MINUTE ? ['sil-1'] : []));
    expect([story.orders, story.incident().status]).toEqual([[], 'acknowledged']);
  });

  it('nothing stays behind when a source with silences in flight leaves the team file', () => {
    const story = acknowledged();
    story.read(['db', 'cpu']);
    story.acknowledged('desk-2');
    story.told({ act: 'resolve' }, 'desk-2');
    story.happens({ kind: 'teamChanged', team: { ...SILENCING, sources: [] }, rota: NO_ROTA });
    story.told({ act: 'resolve' });
    expect([...story.state.incidents.keys()]).toEqual([]);
  });

  it('a crash while it was being written is taken up at the start', () => {
    const story = acknowledged();
    const decision = story.restart();
    expect(decision.orders).toEqual([
      { order: 'silence', incident: 'desk-1', source: 'prod', silenceId: '', for: 15 * MINUTE },
    ]);
    expect(decision.pages).toEqual([]);
  });

  it('a crash while it was being renewed is taken up by the id that is known', () => {
    const story = acknowledged();
    story.obeyed();
    story.after(10 * MINUTE);
    expect(story.restart().orders).toMatchObject([{ order: 'silence', silenceId: 'sil-1' }]);
  });

  it('a crash while it was being removed is taken up at the start, also of an incident that is over', () => {
    const story = acknowledged();
    story.obeyed();
    story.told({ act: 'resolve' });
    expect(story.restart().orders).toEqual([
      { order: 'unsilence', incident: 'desk-1', source: 'prod', silenceId: 'sil-1' },
    ]);
    story.obeyed();
    expect([...story.state.incidents.keys()]).toEqual([]);
  });

  it('a crash after the acknowledgement was taken back, with the silence unknown, ends without spinning', () => {
    const story = acknowledged();
    story.told({ act: 'unacknowledge' });
    story.restart();
    story.after(10 * MINUTE);
    expect(story.incident().writeBack).toMatchObject({ state: 'removed', silenceId: '' });
  });

  it('a source that gives shorter silences than asked for is not renewed without end', () => {
    const story = new Story(SILENCING);
    story.read(['db']);
    story.acknowledged();
    story.orders.length = 0;
    for (let n = 0; n < 10; n += 1) {
      story.happens({
        kind: 'silenceWritten',
        incident: 'desk-1',
        silenceId: 's',
        endsAt: story.now + SECOND,
      });
      story.after(30 * SECOND);
    }
    expect(story.orders.length).toBe(0);
    story.after(MINUTE);
    expect(story.orders.length).toBe(1);
  });
});
