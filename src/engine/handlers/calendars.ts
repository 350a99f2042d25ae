import type { EngineHandlers } from '../../contract/bridge';
import type { CalendarOf } from '../../core/calendar/duties-of-rota';
import type { CalendarParts } from '../calendars/calendar-desk';
import { titleOf } from '../calendars/subscription';
import type { TeamFolder } from '../store/team-folder';

type Calls = 'calendar.export' | 'calendar.subscribe' | 'calendar.unsubscribe' | 'calendar.subscriptions';

export function calendarHandlers(parts: {
  readonly calendars: CalendarParts;
  readonly teamFolder: TeamFolder;
  readonly listenerUrl: () => string;
}): Pick<EngineHandlers, Calls> {
  const { feed, subscriptions } = parts.calendars;
  const team = () => parts.teamFolder.current().team;
  return {
    async 'calendar.export'({ schedule, person }) {
      const of: CalendarOf | null = schedule !== null ? { schedule } : person !== null ? { person } : null;
      if (of === null) throw new Error('Say whose calendar: a schedule or a person.');
      const found = feed.calendar(of);
      if (found === null)
        throw new Error(`The team file has no such ${schedule !== null ? 'schedule' : 'person'}.`);
      const [url, path] = [parts.listenerUrl(), await feed.pathOf(of)];
      return {
        fileName: `${schedule ?? person}.ics`,
        text: found.text,
        feed: url === '' || path === '' ? '' : url + path,
      };
    },
    async 'calendar.subscribe'({ what, person, schedule, url }) {
      const done = await subscriptions.subscribe({ what, person, schedule }, url);
      if (!done.ok) return { ok: false, text: sentence(done.error) };
      const { file, host, events } = done.value;
      const count = `${events} ${events === 1 ? 'event' : 'events'} around now`;
      return {
        ok: true,
        text: `${titleOf(team(), done.value)}: followed at ${host}, kept in ${file} (${count}).`,
      };
    },
    async 'calendar.unsubscribe'({ id }) {
      const done = await subscriptions.unsubscribe(id);
      if (!done.ok) return { ok: false, text: sentence(done.error) };
      return {
        ok: true,
        text: `${titleOf(team(), done.value)}: no longer followed, and taken out of the team file. ${done.value.file} is left as it is.`,
      };
    },
    'calendar.subscriptions': () =>
      subscriptions.list().map((one) => ({
        id: one.id,
        title: titleOf(team(), one),
        file: one.file,
        host: one.host,
        lastGoodAt: one.lastGoodAt,
        problem: one.problem,
        events: one.events,
      })),
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
