import type { Alert } from '../../core/alert/alert';
import type { IncidentFact } from '../../core/incident/fact';
import { wasAnsweredFirst } from '../../core/page/answered-first';
import type { ChannelId, Delivery } from '../../core/page/page';
import { byChannel } from './channel-order';
import type { Names } from './names';
import { midSentence, outsideText } from './outside-text';
import type { Told } from './story-words';

type Paged = Extract<IncidentFact, { kind: 'paged' }>;
type Delivered = Extract<IncidentFact, { kind: 'delivered' }>;
type Seen = Extract<IncidentFact, { kind: 'seen' }>;

/** Reminders in a row that differ in nothing but the time, what became of them, and sightings in between that told nothing new. */
export type ReminderRun = {
  readonly paged: readonly Paged[];
  readonly delivered: readonly Delivered[];
  readonly seen: readonly Seen[];
  /** Index of the first fact after the run. */
  readonly end: number;
};

/**
 * The run of reminders that begins at a fact; null where none begins. An incident that nobody answers is paged every
 * five minutes: told one by one, that would bury everything else.
 * @param known the alert as it was last told; a sighting that tells something new ends the run
 */
export function reminderRun(
  facts: readonly IncidentFact[],
  from: number,
  known: Alert | null,
): ReminderRun | null {
  const first = facts[from];
  if (!first || !isReminder(first)) return null;
  const run = { paged: [first], delivered: [] as Delivered[], seen: [] as Seen[], end: from + 1 };
  const ids = new Set(first.pages.map(({ id }) => id));
  for (; run.end < facts.length; run.end++) {
    const fact = facts[run.end] as IncidentFact;
    if (isReminder(fact) && fact.person === first.person) {
      run.paged.push(fact);
      for (const { id } of fact.pages) ids.add(id);
    } else if (fact.kind === 'delivered' && ids.has(fact.page)) run.delivered.push(fact);
    else if (fact.kind === 'seen' && known && isSameAlert(fact.alert, known)) run.seen.push(fact);
    else break;
  }
  return run;
}

/** The reminders as one line: how often, since when, and what became of them, failures by name. */
export function reminderWords({ paged, delivered: told }: ReminderRun, names: Names): Told {
  // A channel that failed at first and went on tells a page twice: what it came to at last counts.
  const delivered = [...new Map(told.map((fact) => [fact.page, fact])).values()];
  const [first, last] = [paged[0] as Paged, paged.at(-1) as Paged];
  const who = outsideText(names.person(first.person).name, 100);
  const channels = [...new Set(paged.flatMap(({ pages }) => pages.map(({ channel }) => channel)))].sort(
    byChannel,
  );
  const title = (channel: ChannelId) => midSentence(outsideText(names.channelTitle(channel), 60));
  const times = paged.length === 1 ? 'again' : `${paged.length} more times`;
  const by = channels.length === 0 ? '' : ` by ${channels.map(title).join(', ')}`;
  const since = paged.length === 1 ? [] : [`The first at ${names.clockWithSeconds(first.at, last.at)}.`];
  const failures = channels.flatMap((channel) =>
    failureWords(
      delivered.filter((fact) => fact.channel === channel).map((fact) => fact.delivery),
      title(channel),
    ),
  );
  const arrived = delivered.length > 0 && failures.length === 0 ? ['All of it arrived.'] : [];
  const pending = paged.reduce((sum, { pages }) => sum + pages.length, 0) > delivered.length;
  return {
    text: `Paged ${who} ${times}${by}: still unanswered.`,
    detail: [...since, ...(pending ? [] : arrived), ...failures].join(' '),
    tone: failures.length > 0 ? 'bad' : 'plain',
  };
}

function failureWords(deliveries: readonly Delivery[], channel: string): string[] {
  const bad = deliveries.filter(
    (delivery) =>
      (delivery.state === 'refused' || delivery.state === 'failed') && !wasAnsweredFirst(delivery),
  );
  const last = bad.at(-1);
  if (!last || last.state === 'pending') return [];
  const times =
    bad.length === 1 ? '' : bad.length === deliveries.length ? ' each time' : ` ${bad.length} times`;
  const why = outsideText(last.detail);
  return [
    `By ${channel} it ${last.state === 'refused' ? 'was refused' : 'failed'}${times}${why && `: ${why}`}.`,
  ];
}

function isReminder(fact: IncidentFact): fact is Paged {
  return fact.kind === 'paged' && fact.reason === 'still-unanswered';
}

function isSameAlert(a: Alert, b: Alert): boolean {
  return a.severity === b.severity && a.title === b.title;
}
