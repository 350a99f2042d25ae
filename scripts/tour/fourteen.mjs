import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './stage.mjs';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Who sits at the desktop of the large team. */
export const FOURTEEN_ME = 'ada';

const TEAM_FILE = `watchbill: 1
team: Harbour Platform
timeZone: Europe/London

people:
  - { id: ada,     name: Ada Okafor,        timeZone: Europe/London,     holidays: GB-ENG }
  - { id: marcus,  name: Marcus Reyes,      timeZone: America/New_York,  holidays: US-NY }
  - { id: priya,   name: Priya Raman,       timeZone: Asia/Kolkata,      holidays: IN }
  - { id: noah,    name: Noah Whitlock,     timeZone: Australia/Sydney,  holidays: AU-NSW }
  - { id: ines,    name: Inês Duarte,       timeZone: Europe/Lisbon,     holidays: PT }
  - { id: theo,    name: Theo Marchetti,    timeZone: America/Sao_Paulo, holidays: BR }
  - { id: yuki,    name: Yuki Tanabe,       timeZone: Asia/Tokyo,        holidays: JP }
  - { id: lena,    name: Lena Hofstätter,   timeZone: Europe/Vienna,     holidays: AT }
  - { id: sam,     name: Samira El Amrani,  timeZone: Europe/Paris,      holidays: FR }
  - { id: jonas,   name: Jonas Bergström,   timeZone: Europe/Stockholm,  holidays: SE }
  - { id: aroha,   name: Aroha Ngata,       timeZone: Pacific/Auckland,  holidays: NZ }
  - { id: diego,   name: Diego Salvatierra, timeZone: America/Bogota,    holidays: CO }
  - { id: kofi,    name: Kofi Mensah-Boateng, timeZone: Africa/Accra,    holidays: GH }
  - { id: rachel,  name: Rachel Weinstein,  timeZone: America/Chicago,   holidays: US-IL }

schedules:
  - id: primary
    name: Primary
    timeZone: UTC
    layers:
      - id: europe
        people: [ada, lena, ines, jonas, sam]
        start: 2026-01-05T06:00
        turn: 1 week
        hours: [ { from: "06:00", to: "14:00" } ]
      - id: americas
        people: [marcus, theo, diego, rachel]
        start: 2026-01-05T14:00
        turn: 1 week
        hours: [ { from: "14:00", to: "22:00" } ]
      - id: asia
        people: [priya, noah, yuki, aroha]
        start: 2026-01-05T22:00
        turn: 1 week
        hours: [ { from: "22:00", to: "06:00" } ]
  - id: databases
    name: Databases
    layers:
      - { id: weekly, people: [kofi, priya, jonas, ada], start: 2026-01-05T09:00, turn: 1 week }
      - id: weekends
        people: [rachel, sam, yuki]
        start: 2026-01-09T18:00
        turn: 1 week
        hours: [ { from: fri 18:00, to: mon 09:00 } ]
  - id: mobile
    name: Mobile release
    layers:
      - id: office
        people: [lena, diego, sam, kofi]
        start: 2026-01-05T09:00
        turn: 2 weeks
        hours: [ { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00" } ]
  - id: manager
    name: Incident lead
    layers:
      - id: daily
        people: [theo, ines, marcus, noah, ada, aroha, rachel]
        start: 2026-01-05T09:00
        turn: 3 days

services:
  - { id: everything, name: Everything, match: [], owners: [ada] }

sources:
  - { id: monitoring, type: push, title: Monitoring }
`;

/**
 * Writes the folder of a team of fourteen with four schedules, and what they did of late: trades, vacations, an override.
 * For the pictures only.
 * @param {string} folder @param {number} now milliseconds since 1970
 */
export async function writeFourteen(folder, now) {
  const [{ readTeam }, { rotaOf }, { dutiesOfPerson }, { printAct }, { printStamp }] = await Promise.all(
    [
      'src/core/team/read.ts',
      'src/core/schedule/rota.ts',
      'src/core/schedule/duties-of.ts',
      'src/core/team-log/print-act.ts',
      'src/core/team-log/stamp.ts',
    ].map(load),
  );
  const rota = rotaOf(readTeam(TEAM_FILE).team);
  /** @param {string} person @param {string} schedule @param {number} days from now */
  const duty = (person, schedule, days) => {
    const start = now + days * DAY;
    const { start: from, end } = dutiesOfPerson(rota, person, { start, end: start + 90 * DAY }).find(
      (/** @type {any} */ each) => each.schedule === schedule && each.start > start,
    );
    return { schedule, start: from, end };
  };
  /** @type {Map<string, string>} */
  const files = new Map();
  /** @param {string} by @param {number} ago hours @param {object} body */
  const add = (by, ago, body) => {
    const stamp = { ms: now - ago * HOUR, count: 0, desktop: by };
    const id = printStamp(stamp);
    files.set(by, `${files.get(by) ?? ''}${printAct({ id, stamp, by, body })}\n`);
    return id;
  };
  /** @param {string} by @param {string} other @param {string} schedule @param {number} days @param {number} ago hours */
  const swap = (by, other, schedule, days, ago) => {
    const sides = { give: [duty(by, schedule, days)], want: [duty(other, schedule, days)] };
    const trade = add(by, ago, { kind: 'tradeOffered', to: other, ...sides, note: '' });
    add(other, ago - 2, { kind: 'tradeAccepted', trade, ...sides });
  };
  /** @param {string} by @param {string} taker @param {string} schedule @param {number} days @param {number} ago hours */
  const cover = (by, taker, schedule, days, ago) => {
    const give = [duty(by, schedule, days)];
    const trade = add(by, ago, { kind: 'tradeOffered', to: null, give, want: [], note: '' });
    add(taker, ago - 3, { kind: 'tradeAccepted', trade, give, want: [] });
  };
  const midnight = Math.floor(now / DAY) * DAY;
  /** @param {string} person @param {number} from days from today @param {number} days @param {string} reason @param {number} ago hours */
  const away = (person, from, days, reason, ago) => {
    const start = midnight + from * DAY;
    add(person, ago, { kind: 'awaySet', person, start, end: start + days * DAY, reason });
  };
  cover('diego', 'theo', 'primary', -20, 700);
  cover('yuki', 'sam', 'databases', -12, 500);
  swap('marcus', 'rachel', 'primary', 1, 90);
  swap('noah', 'ines', 'manager', 1, 80);
  cover('ada', 'kofi', 'databases', 2, 60);
  away('lena', 4, 9, 'Skiing', 50);
  away('priya', 1, 3, 'A wedding', 49);
  away('kofi', 10, 5, 'Vacation', 48);
  add('jonas', 5, {
    kind: 'tradeOffered',
    to: FOURTEEN_ME,
    give: [duty('jonas', 'primary', 1)],
    want: [],
    note: 'Parents’ evening.',
  });
  const { start, end } = duty('sam', 'mobile', 0);
  add('ada', 4, {
    kind: 'overrideMade',
    schedule: 'mobile',
    person: 'ines',
    start,
    end,
    reason: 'Release day',
  });
  mkdirSync(join(folder, 'log'), { recursive: true });
  writeFileSync(join(folder, 'watchbill.yaml'), TEAM_FILE);
  for (const [by, text] of files) writeFileSync(join(folder, 'log', `${by}.jsonl`), text);
}
