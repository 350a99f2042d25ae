import { useId, useMemo } from 'react';
import type { FieldProblem } from '../../contract/rota/schedule-views';
import { useTimeText } from '../lib/clock';
import { clockTime } from '../lib/format-time';
import { ScheduleField } from './schedule-field';

/** A time zone by its IANA name, with those of the team first among the suggestions and what the clock says there. */
export function ScheduleZoneField({
  value,
  at,
  problems,
  near,
  onChange,
}: {
  value: string;
  at: string;
  problems: readonly FieldProblem[];
  /** Zones of the team's people. */
  near: readonly string[];
  onChange: (zone: string) => void;
}) {
  const list = useId();
  const zones = useMemo(
    () => [...new Set([...near, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].filter(Boolean),
    [near],
  );
  const known = zones.includes(value);
  const there = useTimeText((now) => (known ? clockTime(now, now, value) : ''));
  return (
    <ScheduleField label="Time zone" hint={there && `It is ${there} there now.`} at={at} problems={problems}>
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            list={list}
            spellCheck={false}
            autoComplete="off"
            placeholder="Europe/London"
            maxLength={100}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </ScheduleField>
  );
}
