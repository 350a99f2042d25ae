import type { HandoverView } from '../../contract/rota/rota-views';
import type { Incident } from '../../core/incident/incident';
import { onCallAt } from '../../core/schedule/on-call-at';
import type { Rota } from '../../core/schedule/rota';
import type { Schedule } from '../../core/schedule/schedule';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';
import { readableText } from './outside-text';

const MOST = 20;

/**
 * What the next one must know: what is open, what was noisy in the duty that ended or is about to, and the notes.
 * @param recent incidents of the last days, any order
 */
export function handoverViewOf(input: {
  rota: Rota;
  schedule: Schedule;
  at: Instant;
  live: readonly Incident[];
  recent: readonly Incident[];
  names: Names;
}): HandoverView {
  const { rota, schedule, at, names } = input;
  const now = onCallAt(rota, schedule, at);
  const before = onCallAt(rota, schedule, now.since - 1);
  const person = (id: string | null) => (id === null ? null : names.person(id));
  const since = Math.min(before.since, at - DAY);
  const counts = new Map<string, number>();
  for (const { title, openedAt } of input.recent)
    if (openedAt >= since) counts.set(title, (counts.get(title) ?? 0) + 1);
  return {
    schedule: schedule.id,
    scheduleName: schedule.name,
    from: person(before.person),
    to: person(now.person),
    at: now.since,
    open: input.live
      .filter(({ status }) => status !== 'resolved')
      .toSorted((a, b) => b.openedAt - a.openedAt)
      .slice(0, MOST)
      .map(({ id, number, title, severity, status }) => ({
        id,
        number,
        title: readableText(title),
        severity,
        status,
      })),
    noisy: [...counts]
      .filter(([, count]) => count > 1)
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([title, count]) => ({ title: readableText(title), count })),
    notes: rota.acts.handoverNotes
      .filter((note) => note.schedule === schedule.id && note.at >= since)
      .toSorted((a, b) => b.at - a.at)
      .slice(0, MOST)
      .map((note) => ({ at: note.at, by: names.person(note.by), text: note.text })),
  };
}
