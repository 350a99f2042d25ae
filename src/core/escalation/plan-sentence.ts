import type { PersonId } from '../kernel/ids';
import { DAY, type Duration, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { PlannedPage } from './planned-page';

/** More would not be read at a glance. */
const MOST_PARTS = 5;
const MOST_NAMES = 3;

/**
 * The plan in a line: `Ada now, Grace in 4:10, everyone in 19:10`. Whoever is asked by `at` is "now"; later steps say
 * how long it is until then (h:mm:ss, days from one day on), `again` where they bring nobody new, of several in a row `the
 * same again`. '' where nobody is left to be asked.
 * @param plan of `planOf`
 * @param at of a clock that was set back: not before the incident opened
 * @param nameOf the name of a person, for their id
 */
export function planSentence(
  plan: readonly PlannedPage[],
  at: Instant,
  nameOf: (person: PersonId) => string,
): string {
  const pages = plan.filter(({ skippedBecause }) => skippedBecause === undefined);
  const handedOver = pages.findLastIndex((page) => page.kind === 'handOver' && page.at <= at);
  const counted = pages.slice(Math.max(0, handedOver));
  const begun = counted.filter((page) => page.at <= at);
  const ahead = counted.slice(begun.length);
  let everyoneTold = begun.some((page) => page.isEveryone);
  const parts: string[] = [];
  let asked = new Set<PersonId>();
  if (begun.length > 0) {
    const people = new Map(begun.flatMap((page) => page.people.map((each) => [each.person, each])));
    for (const person of people.keys()) asked.add(person);
    if (people.size > 0)
      parts.push(`${everyoneTold ? 'everyone' : namesOf([...people.values()], nameOf)} now`);
  }
  let again = 0;
  let sameAgain = '';
  for (const { at: begin, pages: together } of byInstant(ahead)) {
    if (together.some(({ kind }) => kind === 'handOver')) {
      asked = new Set();
      everyoneTold = false;
    }
    const people = new Map(together.flatMap((page) => page.people.map((each) => [each.person, each])));
    if (people.size === 0) continue;
    const all = together.some((page) => page.isEveryone);
    const who = all ? 'everyone' : namesOf([...people.values()], nameOf);
    const when = countdown(begin - at);
    // That it comes to everyone is worth saying also where each of them was asked.
    const isAgain = all ? everyoneTold : [...people.keys()].every((person) => asked.has(person));
    again = isAgain ? again + 1 : 0;
    everyoneTold ||= all;
    // A round that brings nobody new is told once: what matters is who comes after it.
    if (again === 2) parts[parts.length - 1] = sameAgain;
    if (again > 1) continue;
    if (parts.length === MOST_PARTS) {
      parts.push('and so on');
      break;
    }
    sameAgain = `the same again in ${when}`;
    parts.push(`${who}${again === 1 ? ' again' : ''} in ${when}`);
    for (const person of people.keys()) asked.add(person);
  }
  return parts.join(', ').replace(/^everyone/, 'Everyone');
}

/** `4:10`, `1:02:03`, `2 d 3 h`; a second that has begun counts whole. */
export function countdown(duration: Duration): string {
  if (duration >= DAY) return printDuration(duration);
  const s = Math.max(0, Math.ceil(duration / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600);
  const m = Math.floor((s % 3600) / 60);
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

function byInstant(pages: readonly PlannedPage[]): { at: Instant; pages: PlannedPage[] }[] {
  const groups: { at: Instant; pages: PlannedPage[] }[] = [];
  for (const page of pages) {
    const last = groups.at(-1);
    if (last?.at === page.at) last.pages.push(page);
    else groups.push({ at: page.at, pages: [page] });
  }
  return groups;
}

function namesOf(people: PlannedPage['people'], nameOf: (person: PersonId) => string): string {
  const names = people.map(({ person, away }) => (away ? `${nameOf(person)} (away)` : nameOf(person)));
  if (names.length > MOST_NAMES + 1)
    return `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
  return names.length === 1 ? (names[0] as string) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
