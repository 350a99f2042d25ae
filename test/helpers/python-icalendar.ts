import { execFileSync, spawnSync } from 'node:child_process';

/** Debian's own python has Debian's packages; another one in the path may not. */
const PYTHONS = ['/usr/bin/python3', 'python3'];
const SCRIPT = `
import sys, json
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps({
  "name": str(calendar.get("X-WR-CALNAME", "")),
  "errors": [str(error) for part in calendar.walk() for error in getattr(part, "errors", [])],
  "events": [{
    "uid": str(event["UID"]), "summary": str(event["SUMMARY"]), "sequence": int(event["SEQUENCE"]),
    "description": str(event.get("DESCRIPTION", "")),
    "start": int(event["DTSTART"].dt.timestamp() * 1000), "end": int(event["DTEND"].dt.timestamp() * 1000),
    "zone": str(event["DTSTART"].dt.utcoffset()),
  } for event in calendar.walk("VEVENT")],
}))
`;

export type PythonCalendar = {
  name: string;
  errors: string[];
  events: Array<{
    uid: string;
    summary: string;
    description: string;
    sequence: number;
    start: number;
    end: number;
    zone: string;
  }>;
};

/** The python that has the package icalendar; null for none. */
export function pythonWithIcalendar(): string | null {
  return PYTHONS.find((python) => spawnSync(python, ['-c', 'import icalendar']).status === 0) ?? null;
}

/** Reads a calendar with python's icalendar. @throws where it cannot be read */
export function readWithPython(python: string, text: string): PythonCalendar {
  return JSON.parse(
    execFileSync(python, ['-c', SCRIPT], { input: text, encoding: 'utf8' }),
  ) as PythonCalendar;
}
