import { printWall } from '../time/wall';
import { printHours } from './parse-hours';
import { printMoment } from './parse-moment';
import { printTurn } from './parse-turn';
import type { Hours, Layer, Schedule } from './schedule';

type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Hours of a layer as a person types them: [] days is every day; `calendar` stands alone. */
export type HoursDraft = {
  readonly kind: 'daily' | 'weekly' | 'calendar';
  readonly days: readonly Day[];
  /** `09:00`, of a weekly window `fri 18:00`. */
  readonly from: string;
  readonly to: string;
  readonly calendar: string;
};

export type LayerDraft = {
  readonly id: string;
  /** '' is the id. */
  readonly name: string;
  /** Ids, or `nobody`. */
  readonly people: readonly string[];
  readonly start: string;
  readonly turn: string;
  readonly until: string;
  readonly hours: readonly HoursDraft[];
  readonly calendar: string;
};

/** A schedule as an editor holds it; text as typed, so that half a time of day is no error yet. */
export type ScheduleDraft = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly layers: readonly LayerDraft[];
  readonly overrides: ReadonlyArray<{
    /** Or `nobody`. */
    readonly person: string;
    readonly start: string;
    readonly end: string;
    readonly reason: string;
  }>;
};

/** A schedule as text to be edited. */
export function draftOf(schedule: Schedule): ScheduleDraft {
  return {
    id: schedule.id,
    name: schedule.name === schedule.id ? '' : schedule.name,
    timeZone: schedule.timeZone,
    layers: schedule.layers.map(layerDraft),
    overrides: schedule.overrides.map(({ person, start, end, reason }) => ({
      person: person ?? 'nobody',
      start: printMoment(start, schedule.timeZone),
      end: printMoment(end, schedule.timeZone),
      reason,
    })),
  };
}

function layerDraft(layer: Layer): LayerDraft {
  const rotation = layer.calendar === null;
  return {
    id: layer.id,
    name: layer.name === layer.id ? '' : layer.name,
    people: layer.people.map((person) => person ?? 'nobody'),
    start: rotation ? printWall(layer.start) : '',
    turn: rotation ? printTurn(layer.turn) : '',
    until: layer.until === null ? '' : printWall(layer.until),
    hours: layer.hours.map(hoursDraft),
    calendar: layer.calendar ?? '',
  };
}

function hoursDraft(hours: Hours): HoursDraft {
  const { days, from, to, calendar } = printHours(hours);
  return { kind: hours.kind, days: (days ?? []) as readonly Day[], from, to, calendar };
}
