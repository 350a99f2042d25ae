import type { StoryLine } from '../../contract/views/incident';
import type { IncidentFact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import { byChannel } from './channel-order';
import type { Names } from './names';
import { reminderRun, reminderWords } from './reminder-run';
import { type Before, factWords, seenWords, sourceWords, type Told } from './story-words';

type Seen = Extract<IncidentFact, { kind: 'seen' }>;

/**
 * One fact as a line, told by itself: what came before it is taken from the incident as it is now. A whole story is
 * told better by `storyOf`.
 */
export function storyLine(fact: IncidentFact, incident: Incident, names: Names): StoryLine {
  const before: Before = {
    alert: null,
    suppression: incident.suppression,
    paged:
      incident.lastPagedAt !== null && incident.lastPagedAt <= fact.at
        ? { first: incident.lastPagedAt, times: 1 }
        : null,
  };
  return lineOf(fact, factWords(fact, incident, before, names), names);
}

/**
 * An incident's facts, oldest first, as lines. Sightings in a row are one line, and so are reads of the source in a
 * row that lacked it; a change of severity is always a line of its own. Reminders of an unanswered page are one line,
 * after the sightings among them.
 */
export function storyOf(told: readonly IncidentFact[], incident: Incident, names: Names): StoryLine[] {
  const facts = deliveriesInOrder(told);
  const lines: StoryLine[] = [];
  let before: Before = { alert: null, suppression: null, paged: null };
  for (let i = 0; i < facts.length; ) {
    const fact = facts[i] as IncidentFact;
    const reminders = reminderRun(facts, i, before.alert);
    if (reminders) {
      const lastSeen = reminders.seen.at(-1);
      if (lastSeen) lines.push(lineOf(lastSeen, seenRun(reminders.seen, incident, before, names), names));
      const lastPaged = reminders.paged.at(-1) as IncidentFact;
      lines.push(lineOf(lastPaged, reminderWords(reminders, names), names));
      before = [...reminders.seen, ...reminders.paged].reduce(after, before);
      i = reminders.end;
      continue;
    }
    let last = fact;
    let end = i + 1;
    while (end < facts.length && isOneLine(last, facts[end] as IncidentFact))
      last = facts[end++] as IncidentFact;
    const words =
      fact.kind === 'seen' && last.kind === 'seen'
        ? seenRun(facts.slice(i, end) as readonly Seen[], incident, before, names)
        : factWords(last, incident, before, names);
    lines.push(lineOf(last, words, names));
    before = after(before, last);
    i = end;
  }
  return lines;
}

/** What the channels said within one second, in the order in which channels are told everywhere. */
function deliveriesInOrder(facts: readonly IncidentFact[]): readonly IncidentFact[] {
  const sorted: IncidentFact[] = [];
  for (const fact of facts) {
    let place = sorted.length;
    for (; fact.kind === 'delivered' && place > 0; place--) {
      const other = sorted[place - 1] as IncidentFact;
      const apart = other.kind !== 'delivered' || fact.at - other.at >= 1000;
      if (apart || byChannel(other.channel, fact.channel) <= 0) break;
    }
    sorted.splice(place, 0, fact);
  }
  return sorted;
}

function isOneLine(a: IncidentFact, b: IncidentFact): boolean {
  if (a.kind === 'missed') return b.kind === 'missed';
  return a.kind === 'seen' && b.kind === 'seen' && a.alert.severity === b.alert.severity;
}

function seenRun(run: readonly Seen[], incident: Incident, before: Before, names: Names): Told {
  const [first, last] = [run[0] as Seen, run.at(-1) as Seen];
  const times = run.reduce((sum, fact) => sum + fact.times, 0);
  const told = seenWords(times, last.alert, before.alert, sourceWords(incident, names));
  return run.length === 1 ? told : { ...told, detail: `Since ${names.clockWithSeconds(first.at, last.at)}.` };
}

function after(before: Before, fact: IncidentFact): Before {
  switch (fact.kind) {
    case 'opened':
      return { alert: fact.alert, suppression: fact.alert.suppression, paged: null };
    case 'seen':
      return { ...before, alert: fact.alert };
    case 'suppressed':
      return { ...before, suppression: fact.suppression };
    case 'unsuppressed':
      return { ...before, suppression: null };
    case 'paged':
      return {
        ...before,
        paged: { first: before.paged?.first ?? fact.at, times: (before.paged?.times ?? 0) + 1 },
      };
    case 'unacknowledged':
      return { ...before, paged: null };
    default:
      return before;
  }
}

function lineOf(fact: IncidentFact, told: Told, names: Names): StoryLine {
  return {
    at: fact.at,
    kind: fact.kind,
    text: told.text,
    detail: told.detail,
    tone: told.tone,
    actor: names.actor(fact.by),
  };
}
