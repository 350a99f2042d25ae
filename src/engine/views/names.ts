import type { ActorView, PersonView } from '../../contract/views/people';
import type { Actor } from '../../core/incident/incident';
import {
  LOCAL_SOURCE,
  type PersonId,
  type ServiceId,
  type SourceId,
  UNROUTED,
  WATCHBILL_SERVICE,
  WATCHBILL_SOURCE,
} from '../../core/kernel/ids';
import { assertNever } from '../../core/kernel/never';
import type { ChannelId } from '../../core/page/page';
import { initials } from '../../core/people/person';
import type { SourceConfig } from '../../core/source/source-config';
import type { Team } from '../../core/team/team';
import { type ClockWords, makeClockWords } from './clock-words';

/** Ids as words for a screen. Ids that nobody knows (any more) are their own names. Made anew when the team changes. */
export type Names = ClockWords & {
  readonly me: PersonId;
  person(id: PersonId): PersonView;
  actor(actor: Actor): ActorView;
  serviceName(id: ServiceId): string;
  sourceTitle(id: SourceId): string;
  channelTitle(id: ChannelId): string;
};

export const LOCAL_TITLE = "This desktop's listener";
export const WATCHBILL_TITLE = 'Watchbill';

const BUILT_IN_SERVICES: ReadonlyMap<ServiceId, string> = new Map([
  [UNROUTED, 'Unrouted'],
  [WATCHBILL_SERVICE, WATCHBILL_TITLE],
]);

const COLOURS = 12;

/**
 * @param timeZone IANA name of the zone that clock times are told in: the one of whoever looks
 */
export function makeNames(input: {
  team: Team;
  me: PersonId;
  channelTitles: ReadonlyMap<ChannelId, string>;
  timeZone: string;
}): Names {
  const { team, channelTitles } = input;
  const people = new Map(
    team.people.map(({ id, name, email, timeZone }, index): [PersonId, PersonView] => [
      id,
      { id, name, initials: initials(name), colour: index % COLOURS, email, timeZone },
    ]),
  );
  const services = new Map(team.services.map(({ id, name }) => [id, name]));
  const sources = new Map(team.sources.map((source) => [source.id, titleOf(source)]));

  const person = (id: PersonId): PersonView => people.get(id) ?? stranger(id, team.timeZone);
  const sourceTitle = (id: SourceId): string => {
    if (id === LOCAL_SOURCE) return LOCAL_TITLE;
    if (id === WATCHBILL_SOURCE) return WATCHBILL_TITLE;
    return sources.get(id) ?? id;
  };
  return {
    ...makeClockWords(input.timeZone),
    me: input.me,
    person,
    actor(actor) {
      switch (actor.kind) {
        case 'person': {
          const view = person(actor.id);
          return { name: view.name, person: view };
        }
        case 'source':
          return { name: sourceTitle(actor.id), person: null };
        case 'watchbill':
          return { name: WATCHBILL_TITLE, person: null };
        default:
          return assertNever(actor, 'actor');
      }
    },
    serviceName: (id) => services.get(id) ?? BUILT_IN_SERVICES.get(id) ?? id,
    sourceTitle,
    channelTitle: (id) => channelTitles.get(id) ?? id,
  };
}

/** What a source of the team file is called. */
export function titleOf(source: SourceConfig): string {
  return source.type === 'push' && source.title !== '' ? source.title : source.id;
}

/** Somebody who is not in the team file (any more); the colour depends on the id alone. */
function stranger(id: PersonId, timeZone: string): PersonView {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) as number)) % 65_521;
  return { id, name: id, initials: initials(id), colour: sum % COLOURS, email: '', timeZone };
}
