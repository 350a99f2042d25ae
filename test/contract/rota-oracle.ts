import { Temporal } from 'temporal-polyfill';
import type { Hours, Layer, Schedule } from '../../src/core/schedule/schedule';

/*
 * The rules of the rota once more, word by word and as slow as they come, straight on Temporal: nothing of the resolver
 * is used but its types.
 */

const MINUTE = 60_000;
type Span = { start: number; end: number };

/** Who is on call in each minute of a span, one entry a minute; null for nobody. */
export function slowRota(schedule: Schedule, span: Span): Array<string | null> {
  const layers = schedule.layers.map((layer) => ({
    layer,
    handoffs: handoffsOf(layer, schedule.timeZone, span.end),
    until: layer.until === null ? null : resolved(plain(layer.until), schedule.timeZone),
    windows: layer.hours.flatMap((hours) => windowsOf(hours, schedule.timeZone, span)),
  }));
  const answer: Array<string | null> = [];
  for (let at = span.start; at < span.end; at += MINUTE) {
    let person: string | null = null;
    for (const { layer, handoffs, until, windows } of layers) {
      if (layer.people.length === 0 || at < (handoffs[0] as number)) continue;
      if (until !== null && at >= until) continue;
      if (layer.hours.length > 0 && !windows.some(({ start, end }) => start <= at && at < end)) continue;
      let k = 0;
      while (k + 1 < handoffs.length && (handoffs[k + 1] as number) <= at) k++;
      person = layer.people[k % layer.people.length] ?? person;
    }
    for (const override of schedule.overrides)
      if (override.start <= at && at < override.end) person = override.person;
    answer.push(person);
  }
  return answer;
}

function plain(wall: number): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, 19));
}

function resolved(wall: Temporal.PlainDateTime, zone: string): number {
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** All handoffs of a layer from the first to the first at or after `end`. */
function handoffsOf(layer: Layer, zone: string, end: number): number[] {
  const first = plain(layer.start);
  const found: number[] = [];
  for (let k = 0; found.length === 0 || (found.at(-1) as number) < end; k++) {
    const { every, unit } = layer.turn;
    if (unit === 'hours')
      found.push(
        Temporal.Instant.fromEpochMilliseconds(resolved(first, zone)).add({ hours: every * k })
          .epochMilliseconds,
      );
    else found.push(resolved(first.add(unit === 'days' ? { days: every * k } : { weeks: every * k }), zone));
  }
  return found;
}

function windowsOf(hours: Hours, zone: string, span: Span): Span[] {
  if (hours.kind === 'calendar') return [];
  const found: Span[] = [];
  const last = Temporal.Instant.fromEpochMilliseconds(span.end).toZonedDateTimeISO(zone).toPlainDate();
  let date = Temporal.Instant.fromEpochMilliseconds(span.start).toZonedDateTimeISO(zone).toPlainDate();
  date = date.subtract({ days: 10 });
  for (; Temporal.PlainDate.compare(date, last.add({ days: 2 })) <= 0; date = date.add({ days: 1 })) {
    let opens: Temporal.PlainDateTime;
    let closes: Temporal.PlainDateTime;
    if (hours.kind === 'daily') {
      if (hours.days && !hours.days.includes(date.dayOfWeek as 1)) continue;
      opens = date.toPlainDateTime(timeOf(hours.from));
      closes = date.toPlainDateTime(timeOf(hours.to));
      if (Temporal.PlainDateTime.compare(closes, opens) <= 0) closes = closes.add({ days: 1 });
    } else {
      if (date.dayOfWeek !== hours.from.day) continue;
      opens = date.toPlainDateTime(timeOf(hours.from.time));
      closes = date.toPlainDateTime(timeOf(hours.to.time));
      while (closes.dayOfWeek !== hours.to.day || Temporal.PlainDateTime.compare(closes, opens) <= 0)
        closes = closes.add({ days: 1 });
    }
    found.push({ start: resolved(opens, zone), end: resolved(closes, zone) });
  }
  return found;
}

function timeOf(duration: number): Temporal.PlainTime {
  const minutes = duration / MINUTE;
  return new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
}
