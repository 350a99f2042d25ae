import type { PersonId } from '../kernel/ids';
import { dutyNow } from '../schedule/duty-now';
import { explain } from '../schedule/explain';
import type { Rota } from '../schedule/rota';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Because, Event } from './course';
import type { Target } from './escalation';
import type { PlanAsk } from './plan-ask';
import type { Paged } from './whom';

/** Why an event comes after others, as a sentence with a space behind it; '' for what comes first. */
export function introOf(ask: PlanAsk, event: Event, isFirst: boolean): string {
  if (event.kind === 'handOver' || event.kind === 'addResponder') return '';
  const because: Because | null = 'because' in event ? event.because : null;
  if (because?.kind === 'escalated') return `${byText(ask.rota, because.by, 'escalated it')} `;
  if (isFirst || event.at <= ask.from) return because?.kind === 'away' ? AWAY : '';
  return because?.kind === 'away' ? AWAY : `Nobody answered for ${printDuration(event.at - ask.from)}. `;
}

const AWAY = 'Whoever was asked before is away from their desktop. ';

/** Why one of those whom a target pages at an instant is paged, as a sentence. */
export function reasonOf(ask: PlanAsk, paged: Paged, person: PersonId, at: Instant): string {
  const { rota } = ask;
  if (paged.instead !== null) return `${missingText(rota, paged.target, at)}, ${insteadText(rota, paged)}.`;
  const target = paged.target as Target;
  const turn = paged.inTurn ? ' This step asks one of several in turn.' : '';
  const name = nameOf(rota, person);
  if (target.kind === 'everyone') return `Everyone is paged.${turn}`;
  if (target.kind === 'person') return `${name} is next.${turn}`;
  const schedule = rota.schedules.find(({ id }) => id === target.schedule);
  if (!schedule) return `${name} is next.${turn}`;
  if (target.kind === 'all') return `Everyone who takes turns in ${schedule.name} is paged.${turn}`;
  const duty = dutyNow(rota, schedule, at);
  if (target.kind === 'next') {
    const than = duty.person === null ? 'next' : `after ${nameOf(rota, duty.person)}`;
    return `${name} is on call for ${schedule.name} ${than}.${turn}`;
  }
  const zone = rota.people.find(({ id }) => id === person)?.timeZone ?? schedule.timeZone;
  return `${name} is on call for ${schedule.name}, ${explain(rota, schedule, duty.cause, zone)}.${turn}`;
}

/** Why the last resort is paged where no step counts. */
export function noStepText(rota: Rota, paged: Paged, hasSteps: boolean): string {
  const why = hasSteps
    ? 'No step of the escalation counts at this time'
    : 'There are no steps and no schedule';
  return `${why}, ${insteadText(rota, paged)}.`;
}

/** Why somebody was named by hand. */
export function movedText({ rota }: PlanAsk, event: Extract<Event, { to: PersonId }>, paged: Paged): string {
  const name = nameOf(rota, event.to);
  const what = event.kind === 'handOver' ? `handed it over to ${name}` : `asked ${name} as well`;
  const said = byText(rota, event.by, what);
  if (paged.instead === null) return said;
  return `${said} "${event.to}" is not of the team, ${insteadText(rota, paged)}.`;
}

/** `Ada escalated it.`; of nobody in particular: `Somebody escalated it.` */
function byText(rota: Rota, by: PersonId | null, what: string): string {
  return `${by === null ? 'Somebody' : nameOf(rota, by)} ${what}.`;
}

function insteadText(rota: Rota, { instead, people }: Paged): string {
  if (instead === 'everyone') return 'so everyone is paged';
  return `so ${nameOf(rota, people[0] as PersonId)} is paged, as the last resort`;
}

/** Who should have been there, and is not, without a full stop. */
function missingText(rota: Rota, target: Target | null, at: Instant): string {
  if (target === null) return 'This step pages nobody of the team';
  if (target.kind === 'person') return `This step pages "${target.person}", who is not of the team`;
  if (target.kind === 'everyone') return 'The team has nobody';
  const schedule = rota.schedules.find(({ id }) => id === target.schedule);
  const name = schedule?.name ?? target.schedule;
  if (target.kind === 'all') return `Nobody takes turns in ${name}`;
  if (target.kind === 'next') return `Nobody else comes on call for ${name}`;
  const onCall = schedule ? dutyNow(rota, schedule, at).person : null;
  return `${onCall === null ? 'Nobody is' : `"${onCall}", who is not of the team, is`} on call for ${name}`;
}

function nameOf(rota: Rota, id: PersonId): string {
  return rota.people.find((person) => person.id === id)?.name ?? id;
}
