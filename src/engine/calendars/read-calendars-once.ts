import type { Span } from '../../core/kernel/span';
import type { Calendars } from '../../core/schedule/calendars';
import { readCalendarFile } from './calendar-file';
import type { CalendarPath } from './calendar-paths';
import { type EventList, eventList } from './event-list';
import type { IcsReader } from './ics-thread';

/**
 * Reads the .ics files of a team folder for one span, for a command that ends. Nothing is watched or kept.
 * @returns the calendars, which know nothing outside the span, and what is wrong, a sentence each
 */
export async function readCalendarsOnce(
  folder: string,
  paths: readonly CalendarPath[],
  span: Span,
  readIcs: IcsReader,
): Promise<{ calendars: Calendars; problems: readonly string[] }> {
  const lists = new Map<string, EventList>();
  const problems: string[] = [];
  await Promise.all(
    paths.map(async ({ path, zone }) => {
      const file = await readCalendarFile(folder, path);
      const read = file.ok ? await readIcs(file.value, { zone, span }) : file;
      if (read.ok) lists.set(path, eventList(read.value.events));
      else problems.push(`${path} ${read.error}`);
    }),
  );
  return {
    calendars: { events: (path, asked) => lists.get(path)?.touching(asked) ?? null },
    problems: problems.toSorted(),
  };
}
