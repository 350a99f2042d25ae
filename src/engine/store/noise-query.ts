import { PRACTICE_KEY } from '../../core/incident/practice';
import { WATCHBILL_SOURCE } from '../../core/kernel/ids';
import { SLEEP_BEGINS, SLEEP_ENDS } from '../../core/noise/hour-class';
import { type HeldTally, HOLDS, type NoiseTally, type UnactedSighting } from '../../core/noise/noise';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { wallOf, zoneChanges } from '../../core/time/wall';
import type { Bound, Prepared } from './prepared';

/** Incidents of one slice: some ten milliseconds, for the thread that asks also pages. */
const SLICE = 5000;
/** What is acknowledged and over within so long, without a note, was clicked away. */
const CLICKED_AWAY = 60_000;
/** Numbers of the unacted incidents of one alert that are given for looking closer, of each slice. */
const MOST_NUMBERS = 400;

/** Who is asleep when, for SQL: the offset of each person's zone, piece by piece. */
export type SleepClock = { readonly sql: string; readonly bound: readonly Bound[] };

/**
 * @param people whose zones are known; for everybody else `zone` counts
 * @param from @param to what is asked about; offsets change within it
 */
export function sleepClock(
  people: readonly { readonly id: string; readonly timeZone: string }[],
  zone: string,
  from: Instant,
  to: Instant,
): SleepClock {
  const bound: Bound[] = [];
  const offset = (timeZone: string): string => {
    const pieces = zoneChanges(timeZone, { start: from, end: to }).map(({ at }) => {
      bound.push(at, offsetBefore(at, timeZone));
      return 'WHEN page.at < ? THEN ?';
    });
    bound.push(wallOf(to, timeZone) - to);
    return pieces.length === 0 ? '?' : `CASE ${pieces.join(' ')} ELSE ? END`;
  };
  const cases = people.map(({ id, timeZone }) => {
    bound.push(id);
    return `WHEN ? THEN ${offset(timeZone)}`;
  });
  const zoneOf =
    cases.length === 0 ? offset(zone) : `CASE page.person ${cases.join(' ')} ELSE ${offset(zone)} END`;
  // Turned so that the night begins at 0. Instants before 1970 are none of a page.
  return {
    sql: `(page.at + ${zoneOf} + ${DAY - SLEEP_BEGINS}) % ${DAY} < ${DAY - SLEEP_BEGINS + SLEEP_ENDS}`,
    bound,
  };
}

function offsetBefore(at: Instant, zone: string): number {
  return wallOf(at - 1, zone) - (at - 1);
}

/** The label `alertname`, where it is not the first one; else the title. */
const OTHER_NAME = `coalesce((SELECT value ->> 1 FROM json_each(whole.body, '$.alert.labels') WHERE value ->> 0 = 'alertname'),
  whole.body ->> '$.title')`;

/** The name of an alert: its label `alertname`, usually the first one; where it has none, its title. */
const NAME = `CASE WHEN whole.body ->> '$.alert.labels[0][0]' = 'alertname' THEN whole.body ->> '$.alert.labels[0][1]'
  ELSE ${OTHER_NAME} END`;

const NO_PRACTICE = `NOT (one.source = '${WATCHBILL_SOURCE}' AND one.dedup_key LIKE '${PRACTICE_KEY}%')`;

/** Pages of these reasons tell that somebody had answered before. */
const ANSWERED_BEFORE = `'unacknowledged', 'snooze-over', 'handed-over', 'acknowledge-timed-out'`;

/**
 * Paged, and nobody did anything: over by itself while nobody had acknowledged it, or acknowledged and over within a
 * minute without a note. What paged only because it fires, once, was not answered before.
 */
const UNACTED = `page.at IS NOT NULL AND one.status_rank = 2 AND CASE
  WHEN one.body ->> '$.acknowledgedBy.kind' = 'person' THEN
    one.resolved_at - (one.body ->> '$.acknowledgedAt') < ${CLICKED_AWAY}
    AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.incident = one.id AND facts.kind = 'noted' AND facts.body ->> '$.by.kind' = 'person')
  ELSE one.body ->> '$.resolvedBy.kind' IS NOT 'person' AND (one.body ->> '$.lastPageReason' = 'firing' OR NOT EXISTS (
    SELECT 1 FROM pages WHERE pages.incident = one.id AND pages.reason IN (${ANSWERED_BEFORE})))
  END`;

const WITHIN = HOLDS.map((hold, i) => `sum(unacted AND lasted < ${hold}) AS within${i}`).join(', ');

type TallyRow = Omit<NoiseTally, 'overWithin'> & { readonly numbers: string | null } & Readonly<
    Record<string, number>
  >;

/** What was counted of a slice, and where the next one begins; null at the end of the span. */
export type NoiseSlice = {
  readonly tallies: readonly NoiseTally[];
  /** Numbers of unacted incidents, by the place of their tally. */
  readonly numbers: readonly (readonly number[])[];
  readonly next: Instant | null;
};

/** Counts the incidents that began in a slice of `[from, to)`; those of one millisecond stay together. */
export function noiseSlice(ask: Prepared, from: Instant, to: Instant, clock: SleepClock): NoiseSlice {
  const bound = ask.get(
    'SELECT opened_at AS at FROM incidents WHERE opened_at >= ? AND opened_at < ? ORDER BY opened_at LIMIT 1 OFFSET ?',
    from,
    to,
    SLICE,
  ) as { at: Instant } | undefined;
  const next = bound === undefined ? null : Math.max(bound.at, from + 1);
  const rows = ask.all(
    `WITH counted AS MATERIALIZED (
       SELECT CASE WHEN one.body ->> '$.alert.labels[0][0]' = 'alertname' THEN one.body ->> '$.alert.labels[0][1]'
           ELSE (SELECT ${OTHER_NAME} FROM incidents AS whole WHERE whole.number = one.number) END AS name,
         one.service AS service, one.number AS number, page.at IS NOT NULL AS paged, coalesce(${clock.sql}, 0) AS asleep,
         ${UNACTED} AS unacted, one.resolved_at - one.opened_at AS lasted
       FROM incidents AS one LEFT JOIN pages AS page ON page.seq = (
         SELECT seq FROM pages WHERE pages.incident = one.id AND pages.delivery ->> '$.state' = 'delivered' ORDER BY seq LIMIT 1)
       WHERE one.opened_at >= ? AND one.opened_at < ? AND ${NO_PRACTICE})
     SELECT name, service, count(*) AS incidents, sum(paged) AS paged, sum(asleep) AS atSleep, sum(unacted) AS unacted,
       sum(unacted AND asleep) AS unactedAtSleep, ${WITHIN}, json_group_array(number) FILTER (WHERE unacted) AS numbers
     FROM counted GROUP BY name, service`,
    ...clock.bound,
    from,
    next ?? to,
  ) as TallyRow[];
  return {
    next,
    tallies: rows.map((row) => ({
      name: row.name,
      service: row.service,
      incidents: row.incidents,
      paged: row.paged,
      atSleep: row.atSleep,
      unacted: row.unacted,
      unactedAtSleep: row.unactedAtSleep,
      overWithin: HOLDS.map((_, i) => row[`within${i}`] as number),
    })),
    numbers: rows.map(({ numbers }) => (JSON.parse(numbers ?? '[]') as number[]).slice(-MOST_NUMBERS)),
  };
}

/** How many incidents something held back in a span, by alert and by what. Through an index of these facts alone. */
export function heldTallies(ask: Prepared, from: Instant, to: Instant): HeldTally[] {
  return ask.all(
    `SELECT ${NAME} AS name, whole.service AS service, held.how AS how, count(*) AS incidents
     FROM (SELECT DISTINCT incident, body ->> '$.held.how' AS how FROM facts INDEXED BY facts_held
             WHERE kind = 'held' AND at >= ? AND at < ?) AS held
     JOIN incidents AS whole ON whole.id = held.incident
     GROUP BY 1, 2, 3`,
    from,
    to,
  ) as HeldTally[];
}

/** What held the most back: each silence, maintenance window, inhibition, or service rule by what it said. */
export function heldBy(
  ask: Prepared,
  from: Instant,
  to: Instant,
  limit: number,
): { how: HeldTally['how']; by: string; detail: string; incidents: number }[] {
  return ask.all(
    `SELECT body ->> '$.held.how' AS how, body ->> '$.held.by' AS by, max(body ->> '$.held.detail') AS detail,
       count(DISTINCT incident) AS incidents
     FROM facts INDEXED BY facts_held WHERE kind = 'held' AND at >= ? AND at < ? AND body ->> '$.held.how' <> 'grouped'
     GROUP BY 1, 2 ORDER BY incidents DESC LIMIT ?`,
    from,
    to,
    limit,
  ) as { how: HeldTally['how']; by: string; detail: string; incidents: number }[];
}

/** Unacted incidents by their numbers, for looking closer. */
export function sightingsOf(ask: Prepared, numbers: readonly number[]): UnactedSighting[] {
  const one = ask.of(
    'SELECT source, dedup_key AS dedupKey, opened_at AS openedAt, resolved_at AS resolvedAt FROM incidents WHERE number = ?',
  );
  return numbers.flatMap((number) => {
    const row = one.get(number) as
      | { source: string; dedupKey: string; openedAt: number; resolvedAt: number }
      | undefined;
    return row
      ? [{ key: `${row.source}\n${row.dedupKey}`, openedAt: row.openedAt, resolvedAt: row.resolvedAt }]
      : [];
  });
}
