import type { Suppression } from '../../core/alert/alert';
import type { PersonId, SourceId } from '../../core/kernel/ids';
import type { Command, Input } from '../../core/step/input';
import { MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { DEMO_SENDER, sighting } from './alerts';
import { makeDice } from './random';
import { planMonth, type Story } from './stories';

/** One thing that happened in the demo's month. Commands name their incident by its alert: its id is made on replay. */
export type DemoEvent =
  | { readonly kind: 'input'; readonly at: Instant; readonly input: Input }
  | {
      readonly kind: 'command';
      readonly at: Instant;
      readonly source: SourceId;
      readonly dedupKey: string;
      readonly command: Command;
      readonly by: PersonId;
    };

/**
 * A month of a payments team up to `now`, oldest first: a few incidents a day, more after deploys, some at night, some
 * that flap, one bad afternoon. At its end eight are unresolved and none of them rings: five are acknowledged, one is
 * snoozed until later, two are suppressed at their source. The same arguments give the same month.
 */
export function demoHistory({
  now,
  me,
  seed,
}: {
  readonly now: Instant;
  readonly me: PersonId;
  readonly seed: number;
}): readonly DemoEvent[] {
  const dice = makeDice(seed);
  const { stories, deploys } = planMonth(now, me, dice);
  const events: DemoEvent[] = deploys.map(({ at, summary, href }) => ({
    kind: 'input',
    at,
    input: {
      kind: 'changeSent',
      source: DEMO_SENDER,
      summary,
      links: [{ text: 'Deploy', href }],
      occurredAt: at,
    },
  }));
  for (const story of stories) events.push(...tell(story, now));
  // Stable: what a story tells at one instant stays in its order.
  return events.sort((a, b) => a.at - b.at);
}

/** The events of one incident, in order. */
function tell(story: Story, now: Instant): DemoEvent[] {
  const { alert, start, end } = story;
  const sent = (
    at: Instant,
    event: 'firing' | 'resolved',
    suppression: Suppression | null = null,
  ): DemoEvent => ({
    kind: 'input',
    at,
    input: { kind: 'alertSent', alert: { ...sighting(alert, event, start), suppression } },
  });
  const { dedupKey } = sighting(alert, 'firing', start);
  const done = (at: Instant, by: PersonId, command: Command): DemoEvent => ({
    kind: 'command',
    at,
    source: DEMO_SENDER,
    dedupKey,
    command,
    by,
  });

  const events = [sent(start, 'firing', story.suppression)];
  const last = end ?? now - MINUTE;
  for (let i = 1; i <= story.sightings; i++) {
    const at = Math.round(start + ((last - start) * i) / (story.sightings + 1));
    events.push(sent(at, 'firing', story.suppression));
  }
  const { answer } = story;
  if (answer) {
    const command: Command =
      answer.snoozeUntil === null
        ? { act: 'acknowledge', hereOnly: false }
        : { act: 'snooze', until: answer.snoozeUntil };
    events.push(done(answer.at, answer.by, command));
    if (answer.note !== '') events.push(done(answer.notedAt, answer.by, { act: 'note', text: answer.note }));
    if (answer.handover) {
      events.push(done(answer.handover.at, answer.by, { act: 'unacknowledge' }));
      events.push(
        done(answer.handover.at + 40_000, answer.handover.to, { act: 'acknowledge', hereOnly: false }),
      );
    }
  }
  if (end !== null)
    events.push(
      story.resolvedBy === null ? sent(end, 'resolved') : done(end, story.resolvedBy, { act: 'resolve' }),
    );
  return events;
}
