import { planSentence } from '../escalation/plan-sentence';
import type { PlannedPage } from '../escalation/planned-page';
import type { PersonId } from '../kernel/ids';
import { quietUntil } from '../mute/quiet-until';
import { urgencyOf } from '../mute/urgency';
import { severityWord } from '../page/wording';
import type { Service, Urgency } from '../people/service';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { ExplainAsk, Stage } from './explained';

const NAMES_AT_MOST = 6;
/** More of a plan is not told: rounds that repeat. */
const MOST_STEPS = 12;

export function ownersStage({ team }: ExplainAsk, service: Service): Stage {
  const place = team.services.indexOf(service);
  const names = service.owners.map((id) => nameOf(team.people, id));
  const also = service.codeowners ? `whom ${service.codeowners} names` : '';
  return {
    stage: 'owners',
    outcome: names.length === 0 && also === '' ? 'unset' : 'goes-on',
    words:
      names.length === 0 && also === ''
        ? 'Nobody is named as its owner. Owners know it; they are not thereby paged.'
        : also === ''
          ? `${cut(names)} ${names.length === 1 ? 'owns' : 'own'} it.`
          : `Owners: ${names.length === 0 ? also : `${cut(names)}, and ${also}`}.`,
    details: [],
    path: place < 0 || service.owners.length === 0 ? null : ['services', service.id, 'owners'],
  };
}

export function urgencyStage(
  { team, alert, at, rota, words }: ExplainAsk,
  service: Service,
): { urgency: Urgency; stage: Stage } {
  const urgency = urgencyOf(service, alert.severity, at, rota.calendars);
  const said = service.urgency ?? 'severity';
  const usual = said === 'severity' ? (isHigh(alert.severity) ? 'high' : 'low') : said;
  const because =
    said === 'severity'
      ? `${severityWord(alert.severity).toLowerCase()} is ${usual}`
      : `${service.name} says so in the team file`;
  const support = service.supportHours;
  const outside = urgency !== usual;
  const place = team.services.indexOf(service);
  const key = outside ? 'supportHours' : 'urgency';
  return {
    urgency,
    stage: {
      stage: 'urgency',
      outcome: 'goes-on',
      words: outside
        ? `Urgency ${urgency}: ${words.clock(at, at)} is outside the support hours of ${service.name}; within them it would be ${usual}.`
        : `Urgency ${urgency}: ${because}.`,
      details:
        support && !outside && alert.severity === 'critical' && !support.criticalToo
          ? ['What is critical does not depend on support hours.']
          : [],
      path: place < 0 || (!outside && said === 'severity') ? null : ['services', service.id, key],
    },
  };
}

export function planStage(
  ask: ExplainAsk,
  service: Service,
  plan: readonly PlannedPage[],
  from: Instant,
): Stage {
  const { team, rota, sentTo } = ask;
  const place = team.escalations.findIndex(({ id }) => id === service.escalation);
  const name = (id: PersonId) => nameOf(team.people, id);
  const sent =
    sentTo === null
      ? []
      : [`Only one desktop hears of it, so it pages whoever sits there as well: ${name(sentTo)}.`];
  if (rota.schedules.length === 0)
    return {
      stage: 'plan',
      outcome: 'goes-on',
      words: 'There is no rota yet, so whoever sits at a desktop that hears of it is paged.',
      details: sent,
      path: null,
    };
  const sentence = planSentence(plan, from, name);
  const by =
    place < 0
      ? 'as is usual where a service names no escalation'
      : `by escalation ${team.escalations[place]?.name ?? ''}`;
  const which =
    from > ask.at
      ? `At ${ask.words.clock(from, ask.at)}, ${by}`
      : `${by.charAt(0).toUpperCase()}${by.slice(1)}`;
  return {
    stage: 'plan',
    outcome: sentence === '' ? 'nobody' : 'goes-on',
    words: sentence === '' ? 'There is nobody to page: the team has no people.' : `${which}: ${sentence}.`,
    details: [
      ...plan
        .filter(({ round }) => round === 0)
        .slice(0, MOST_STEPS)
        .map((page) => stepWords(page, from, name)),
      ...sent,
    ],
    path: place < 0 ? null : ['escalations', service.escalation],
  };
}

function stepWords(page: PlannedPage, from: Instant, name: (id: PersonId) => string): string {
  if (page.skippedBecause !== undefined)
    return `Step ${(page.step ?? 0) + 1} is left out. ${page.skippedBecause}`;
  const when = page.at <= from ? 'Now' : `After ${printDuration(page.at - from)}`;
  const [first] = page.people;
  const whom = page.isEveryone ? 'everyone' : cut(page.people.map(({ person }) => name(person)));
  return `${when}: ${whom}. ${first?.why ?? ''}`.trim();
}

/** Quiet hours of those whom it pages first; what is critical breaks through. */
export function quietStage(
  { team, alert, at, words }: ExplainAsk,
  people: readonly PersonId[],
): { stage: Stage; waiting: ReadonlyMap<PersonId, Instant> } {
  const waiting = new Map<PersonId, Instant>();
  for (const id of people) {
    const person = team.people.find((each) => each.id === id);
    const until = person ? quietUntil(person, at) : null;
    if (until !== null) waiting.set(id, until);
  }
  const critical = alert.severity === 'critical';
  const said = [...waiting].map(
    ([id, until]) => `${nameOf(team.people, id)}'s quiet hours last until ${words.clock(until, at)}`,
  );
  const first = [...waiting.keys()][0];
  const path = first === undefined ? null : (['people', first, 'quietHours'] as const);
  if (said.length === 0) {
    const stage = {
      stage: 'quiet-hours',
      outcome: 'unset',
      words: 'Nobody whom it pages first has quiet hours now.',
      details: [],
      path,
    } as const;
    return { stage, waiting };
  }
  if (critical)
    return {
      stage: {
        stage: 'quiet-hours',
        outcome: 'goes-on',
        words: `${said.join('; ')}. It is critical, so it pages all the same.`,
        details: [],
        path,
      },
      waiting: new Map(),
    };
  return {
    stage: {
      stage: 'quiet-hours',
      outcome: 'waits',
      words: `${said.join('; ')}: the page waits until then.`,
      details: [],
      path,
    },
    waiting,
  };
}

export function channelsStage(
  { team, channels }: ExplainAsk,
  people: readonly PersonId[],
  urgency: Urgency,
): Stage {
  const stage = { stage: 'channels', details: [], path: null } as const;
  if (people.length === 0) return { ...stage, outcome: 'unset', words: 'By the rules of that desktop.' };
  if (channels === null || !people.includes(channels.me)) {
    const whose = people.length === 1 ? `${nameOf(team.people, people[0] as PersonId)}'s` : 'their';
    return {
      ...stage,
      outcome: 'goes-on',
      words: `By the rules on ${whose} own desktop${people.length === 1 ? '' : 's'}.`,
    };
  }
  const rules = channels.rules.filter((rule) => rule.urgency === 'any' || rule.urgency === urgency);
  if (rules.length === 0)
    return {
      ...stage,
      outcome: people.length === 1 ? 'nobody' : 'goes-on',
      words: `You have no channel for ${urgency} urgency.`,
    };
  const parts = [...rules]
    .sort((a, b) => a.after - b.after)
    .map(({ title, after }) => (after === 0 ? title : `${title} after ${printDuration(after)}`));
  return { ...stage, outcome: 'goes-on', words: `You are reached by ${parts.join(', ')}.` };
}

function isHigh(severity: string): boolean {
  return severity === 'critical' || severity === 'error';
}

export function nameOf(people: ExplainAsk['team']['people'], id: PersonId): string {
  return people.find((person) => person.id === id)?.name ?? id;
}

export function cut(names: readonly string[]): string {
  if (names.length > NAMES_AT_MOST)
    return `${names.slice(0, NAMES_AT_MOST - 1).join(', ')} and ${names.length - NAMES_AT_MOST + 1} more`;
  return names.length < 2 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
