import { DAY, HOUR, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { instantOf, parseWall, type Wall } from '../../core/time/wall';
import { IcsProblem, shown } from './ics-problem';
import { wallsOf } from './ics-recurrence';
import { ruleOf } from './ics-rule';
import { type JComponent, property, textOf } from './jcal';
import { WINDOWS_ZONES } from './windows-zones';

/** A time zone as a calendar names it. `instantOf` follows the 'compatible' rule, as core/time/wall does. */
export type IcsZone = { readonly id: string; readonly instantOf: (wall: Wall) => Instant };

export const UTC_ZONE: IcsZone = { id: 'UTC', instantOf: (wall) => wall };

/** Finds zones by TZID. @throws IcsProblem where there is none */
export type IcsZones = (tzid: string) => IcsZone;

/** No places change their clocks this often, all of a file's together; a file that says so is a bomb. */
const MOST_CHANGES = 20_000;

/**
 * Zones of a file: those that this machine knows by name, else those that the file describes (VTIMEZONE), else
 * Windows names.
 * @param to how far descriptions are followed
 * @param tick called at every step; it may throw
 */
export function zonesOf(described: readonly JComponent[], to: Instant, tick: () => void): IcsZones {
  const found = new Map<string, IcsZone>();
  let changes = 0;
  const descriptions = new Map(described.map((zone) => [textOf(zone, 'tzid'), zone]));
  return (tzid) => {
    const known = found.get(tzid);
    if (known) return known;
    const zone = zoneByName(tzid) ?? fromDescription(tzid);
    if (!zone)
      throw new IcsProblem(
        `names the time zone "${shown(tzid, 40)}", which nobody knows and the file does not describe`,
      );
    found.set(tzid, zone);
    return zone;
  };

  function fromDescription(tzid: string): IcsZone | null {
    const description = descriptions.get(tzid);
    if (description) {
      return describedZone(tzid, description, to, () => {
        tick();
        if ((changes += 1) > MOST_CHANGES)
          throw new IcsProblem('describes time zones with far too many changes');
      });
    }
    return Object.hasOwn(WINDOWS_ZONES, tzid) ? zoneByName(WINDOWS_ZONES[tzid] as string) : null;
  }
}

/** A zone by its IANA name, also with a path before it (`/example.com/20260101/Europe/Berlin`). null for none. */
export function zoneByName(name: string): IcsZone | null {
  if (name === '' || name.length > 200) return null;
  if (/^(utc|z|gmt)$/i.test(name)) return UTC_ZONE;
  const candidates = [name];
  if (name.startsWith('/')) {
    const steps = name.split('/');
    candidates.push(steps.slice(-3).join('/'), steps.slice(-2).join('/'));
  }
  for (const id of candidates) {
    try {
      instantOf(0, id);
      return { id, instantOf: (wall) => instantOf(wall, id) };
    } catch {
      // Not a zone that this machine knows.
    }
  }
  return null;
}

type Change = { readonly at: Instant; readonly before: number; readonly after: number };

function describedZone(id: string, description: JComponent, to: Instant, tick: () => void): IcsZone {
  const changes = description[2]
    .filter(([name]) => name === 'standard' || name === 'daylight')
    .flatMap((observance) => changesOf(id, observance, to, tick))
    .toSorted((a, b) => a.at - b.at);
  if (changes.length === 0)
    throw new IcsProblem(`describes the time zone "${shown(id, 40)}" without any offset`);
  return {
    id,
    instantOf(wall) {
      let offset = (changes[0] as Change).before;
      for (const { at, after } of changes) {
        const candidate = wall - offset;
        // Before the change; or in the gap it leaves: forward by its length, that is by the offset before it.
        if (candidate < at || wall - after < at) return candidate;
        offset = after;
      }
      return wall - offset;
    },
  };
}

function changesOf(id: string, observance: JComponent, to: Instant, tick: () => void): Change[] {
  const start = wallText(property(observance, 'dtstart')?.[3]);
  const before = offsetOf(id, property(observance, 'tzoffsetfrom')?.[3]);
  const after = offsetOf(id, property(observance, 'tzoffsetto')?.[3]);
  const wall = start === null ? null : parseWall(start.wall);
  if (wall === null) throw new IcsProblem(`describes the time zone "${shown(id, 40)}" without a start`);
  const changes: Change[] = [{ at: wall - before, before, after }];
  for (const [name, , , ...values] of observance[1]) {
    if (name === 'rdate') {
      for (const value of values) {
        const text = wallText(value);
        const own = text === null ? null : parseWall(text.wall);
        tick();
        if (own !== null) changes.push({ at: text?.utc ? own : own - before, before, after });
      }
    }
    if (name !== 'rrule') continue;
    for (const value of values) {
      const rule = ruleOf(value);
      const untilText = wallText(rule.until);
      const untilWall = untilText === null ? null : parseWall(untilText.wall);
      const until =
        untilWall === null ? Number.POSITIVE_INFINITY : untilText?.utc ? untilWall : untilWall - before;
      for (const own of wallsOf(rule, wall, wall, to + DAY, tick)) {
        const at = own - before;
        if (at > to || at > until) break;
        changes.push({ at, before, after });
      }
    }
  }
  return changes;
}

/** A date or date-time of jCal as the text of a wall clock; null for none. */
export function wallText(value: unknown): { wall: string; utc: boolean; date: boolean } | null {
  if (typeof value !== 'string' || !/\d/.test(value)) return null;
  if (!value.includes('T')) return { wall: `${value}T00:00`, utc: false, date: true };
  const utc = value.endsWith('Z');
  const wall = utc ? value.slice(0, -1) : value;
  // Second 60 is a leap second; it is read as 59.
  return { wall: wall.replace(/:60$/, ':59'), utc, date: false };
}

function offsetOf(id: string, value: unknown): number {
  const m = /^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(typeof value === 'string' ? value : '');
  const [hours, minutes, seconds] = [Number(m?.[2]), Number(m?.[3]), Number(m?.[4] ?? 0)];
  if (!m || hours > 23 || minutes > 59 || seconds > 59)
    throw new IcsProblem(`describes the time zone "${shown(id, 40)}" with an offset that cannot be`);
  return (m[1] === '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE + seconds * SECOND);
}
