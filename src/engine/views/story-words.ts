import type { StoryLine } from '../../contract/views/incident';
import type { Alert, Suppression } from '../../core/alert/alert';
import type { Move } from '../../core/escalation/plan-ask';
import type { IncidentFact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import { LOCAL_SOURCE } from '../../core/kernel/ids';
import { assertNever } from '../../core/kernel/never';
import { reasonWords, severityWord } from '../../core/page/wording';
import { printDuration } from '../../core/time/duration';
import { byChannel } from './channel-order';
import type { Names } from './names';
import { endSentence, midSentence, outsideText } from './outside-text';
import { afterPage, deliveryWords, type PagedSo, quietWords } from './page-words';
import { suppressionWords } from './suppression-words';
import { writeBackStory } from './write-back-words';

/** What came before a fact, as far as its words need it. */
export type Before = {
  /** The sighting before; null where it is not known. */
  readonly alert: Alert | null;
  readonly suppression: Suppression | null;
  readonly paged: PagedSo | null;
};

export type Told = Pick<StoryLine, 'text' | 'detail' | 'tone'>;

/** A fact in words. Names and texts from outside are one line each and cannot turn the direction of the sentence. */
export function factWords(fact: IncidentFact, incident: Incident, before: Before, names: Names): Told {
  const source = sourceWords(incident, names);
  const actor = outsideText(names.actor(fact.by).name, 100);
  const person = fact.by.kind === 'person';
  switch (fact.kind) {
    case 'opened':
      return {
        text:
          fact.by.kind === 'watchbill' || fact.alert.source === 'watchbill'
            ? `Incident ${fact.number} opened by Watchbill itself.`
            : `Incident ${fact.number} opened: alert from ${source}.`,
        detail: `${severityWord(fact.alert.severity)}, service ${outsideText(names.serviceName(fact.service), 100)}`,
        tone: 'plain',
      };
    case 'seen':
      return seenWords(fact.times, fact.alert, before.alert, source);
    case 'suppressed':
      return {
        text: sentenceOf(suppressionWords(fact.suppression, source)),
        detail: 'Suppressed is not acknowledged: it pages again when its source lets it.',
        tone: 'quiet',
      };
    case 'unsuppressed':
      return {
        text: `No longer ${before.suppression?.how ?? 'suppressed'} at ${source}.`,
        detail: '',
        tone: 'plain',
      };
    case 'missed':
      return {
        text:
          fact.reads === 1
            ? `Not in the last answer of ${source}.`
            : `Not in the last ${fact.reads} answers of ${source}.`,
        detail: 'Kept until it is missing for long enough.',
        tone: 'quiet',
      };
    case 'foundAgain':
      return { text: `Back in the answers of ${source}.`, detail: '', tone: 'quiet' };
    case 'acknowledged':
      return {
        text: `${actor} acknowledged it${afterPage(fact.at, before.paged)}.`,
        detail: fact.hereOnly ? `Here only: it counts even if ${source} does not take it.` : '',
        tone: 'good',
      };
    case 'snoozed':
      return {
        text: `${actor} snoozed it until ${names.clock(fact.until, fact.at)}.`,
        detail: `For ${printDuration(fact.until - fact.at)}.`,
        tone: 'good',
      };
    case 'unacknowledged':
      return {
        text: person
          ? `${actor} took the acknowledgement back: it is open again.`
          : `Open again.${fact.because === '' ? '' : ` ${endSentence(fact.because)}`}`,
        detail: person ? clean(fact.because) : '',
        tone: 'plain',
      };
    case 'resolved':
      return {
        text: `${person ? `${actor} resolved it` : 'Resolved'} ${lasted(fact.at - incident.openedAt)}.`,
        detail: clean(fact.because),
        tone: 'good',
      };
    case 'noted':
      return { text: `Note by ${actor}.`, detail: fact.text, tone: 'plain' };
    case 'paged': {
      const who = outsideText(names.person(fact.person).name, 100);
      const channels = fact.pages
        .map(({ channel }) => channel)
        .sort(byChannel)
        .map((channel) => midSentence(outsideText(names.channelTitle(channel), 60)));
      if (channels.length === 0)
        return {
          text: `${who} could not be paged: there is no channel to page by.`,
          detail: fact.why,
          tone: 'bad',
        };
      return {
        text: `Paged ${who} by ${channels.join(', ')}: ${reasonWords(fact.reason)}.`,
        detail: fact.why,
        tone: 'plain',
      };
    }
    case 'clockSet':
      return {
        text: `The clock of this machine was set back by ${printDuration(fact.back)}.`,
        detail: 'Times before this are by the clock as it was.',
        tone: 'quiet',
      };
    case 'answered':
      return { text: `${actor} answered as well.`, detail: '', tone: 'good' };
    case 'moved':
      return { text: moveWords(fact.move, actor, names), detail: '', tone: 'plain' };
    case 'openedBefore':
      return {
        text: `Another desktop saw it at ${names.clock(fact.from, fact.at)}: its steps count from there.`,
        detail: '',
        tone: 'quiet',
      };
    case 'held':
      return {
        text: `Held back: ${midSentence(endSentence(fact.held.detail))}`,
        detail: 'Stored, counted, and paged about when nothing holds it back and it still fires.',
        tone: 'quiet',
      };
    case 'released':
      return { text: `No longer held back. ${endSentence(fact.because)}`, detail: '', tone: 'plain' };
    case 'regrouped':
      return {
        text:
          fact.lead === null
            ? 'The incident it was part of is over: it stands for itself now.'
            : 'The incident it was part of is over: it is part of another one.',
        detail: '',
        tone: 'quiet',
      };
    case 'notPaged':
      return {
        text: `Not paged: ${quietWords(fact.reason, before.suppression, source)}.`,
        detail: clean(fact.detail),
        tone: 'quiet',
      };
    case 'delivered':
      return deliveryWords(fact.delivery, outsideText(names.channelTitle(fact.channel), 60));
    case 'writeBack':
      return {
        ...writeBackStory(fact.writeBack, source, names),
        detail:
          fact.writeBack.silenceId === '' ? '' : `Silence ${outsideText(fact.writeBack.silenceId, 100)}`,
      };
    default:
      return assertNever(fact, 'fact');
  }
}

/** One or more sightings in a row. `times` 0: a read that told something new of the same alert. */
export function seenWords(times: number, alert: Alert, last: Alert | null, source: string): Told {
  const news: string[] = [];
  if (last && last.severity !== alert.severity)
    news.push(
      `${midSentence(severityWord(alert.severity))} now, ${midSentence(severityWord(last.severity))} before`,
    );
  if (last && last.title !== alert.title) news.push(`now "${outsideText(alert.title)}"`);
  const again =
    times === 0 ? 'Changed at' : times === 1 ? 'Received again from' : `Received ${times} more times from`;
  return {
    text: `${again} ${source}${news.length > 0 ? `: ${news.join(', ')}` : ''}.`,
    detail: '',
    tone: 'quiet',
  };
}

/** A source's title, ready for the middle of a sentence. */
export function sourceWords(incident: Incident, names: Names): string {
  const title = outsideText(names.sourceTitle(incident.source), 100);
  return incident.source === LOCAL_SOURCE ? midSentence(title) : title;
}

/** Who changed whom it pages, in a sentence. */
function moveWords(move: Move, actor: string, names: Names): string {
  const to = 'to' in move ? outsideText(names.person(move.to).name, 100) : '';
  switch (move.kind) {
    case 'escalate':
      return `${actor} escalated it: the next step begins now.`;
    case 'handOver':
      return `${actor} handed it over to ${to}.`;
    case 'addResponder':
      return `${actor} asked ${to} to help.`;
    default:
      return assertNever(move, 'move');
  }
}

function lasted(open: number): string {
  return open < 1000 ? 'at once' : `${printDuration(open)} after it opened`;
}

function clean(text: string): string {
  return text === '' ? '' : endSentence(text, 1000);
}

function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
