import type { PersonId } from '../kernel/ids';
import type { Person } from '../people/person';
import type { CalendarEvent } from './calendars';

/**
 * Whom an event of an imported calendar puts on call, whatever the case of its letters: whose id, name or e-mail
 * address is all of its summary; else whose name stands in it as whole words ("On call: Ada Okafor", "Ada Okafor
 * (primary)"; the longest name, then the first), else whose e-mail address; else who is first among the addresses of its
 * organizer and attendees; else, of an event without any address, whose id. null where it names nobody of the team: nobody is on call by it.
 */
export function personOfEvent(event: CalendarEvent, people: readonly Person[]): PersonId | null {
  const summary = plain(event.summary);
  const whole = people.find(
    ({ id, name, email }) => plain(id) === summary || plain(name) === summary || isAddress(email, summary),
  );
  const found =
    whole ??
    named(summary, people, ({ name }) => name) ??
    named(summary, people, ({ email }) => email) ??
    addressed(event, people) ??
    // An id is a short word: where an address says that it is somebody else, it is not about them.
    (event.emails.length === 0 ? named(summary, people, ({ id }) => id) : undefined);
  return found?.id ?? null;
}

function addressed(event: CalendarEvent, people: readonly Person[]): Person | undefined {
  for (const address of event.emails) {
    const person = people.find(({ email }) => isAddress(email, plain(address)));
    if (person) return person;
  }
  return undefined;
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function isAddress(email: string, text: string): boolean {
  return email !== '' && plain(email) === text;
}

/** Whose word stands in a summary, not inside a longer word; the longest, of those the first. */
function named(
  summary: string,
  people: readonly Person[],
  wordOf: (person: Person) => string,
): Person | undefined {
  let best: { person: Person; length: number; at: number } | undefined;
  for (const person of people) {
    const word = plain(wordOf(person));
    const at = word === '' ? -1 : placeOf(word, summary);
    if (at < 0) continue;
    if (!best || word.length > best.length || (word.length === best.length && at < best.at))
      best = { person, length: word.length, at };
  }
  return best?.person;
}

const INSIDE = /[\p{L}\p{N}\p{M}@_]/u;

function placeOf(word: string, summary: string): number {
  for (let at = summary.indexOf(word); at >= 0; at = summary.indexOf(word, at + 1)) {
    // A letter beyond the first plane is two units; its halves tell nothing of what it is.
    const before = Array.from(summary.slice(Math.max(0, at - 2), at)).at(-1) ?? ' ';
    const after = Array.from(summary.slice(at + word.length, at + word.length + 2))[0] ?? ' ';
    if (!INSIDE.test(before) && !INSIDE.test(after)) return at;
  }
  return -1;
}
