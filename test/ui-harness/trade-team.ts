/** Names, zones: enough for 14. */
const PEOPLE: readonly (readonly [string, string, string])[] = [
  ['ada', 'Ada Okafor', 'Europe/London'],
  ['grace', 'Grace Lindt', 'America/New_York'],
  ['linus', 'Linus Roy', 'Asia/Kolkata'],
  ['mika', 'Mika Lindqvist', 'Europe/Stockholm'],
  ['noor', 'Noor Haddad', 'Asia/Dubai'],
  ['tomas', 'Tomás Reyes', 'America/Bogota'],
  ['yuki', 'Yuki Tanaka', 'Asia/Tokyo'],
  ['amara', 'Amara Diallo', 'Africa/Dakar'],
  ['jonas', 'Jonas Weber', 'Europe/Berlin'],
  ['priya', 'Priya Raghunathan-Subramaniam', 'Asia/Kolkata'],
  ['liam', 'Liam Ó Conaill', 'Europe/Dublin'],
  ['wei', 'Wei Chen', 'Asia/Singapore'],
  ['fatima', 'فاطمة الزهراء', 'Africa/Casablanca'],
  ['olga', 'Olga Novak', 'Europe/Prague'],
];

/**
 * A team's file: `primary` goes round by weeks with other weekends, `secondary` by days, `desk` only at working hours
 * (so its nights are gaps); from the fourth on, schedules of weeks with a lunch layer.
 */
export function tradeTeam(people: number, schedules: number): string {
  const members = PEOPLE.slice(0, people);
  const ids = members.map(([id]) => id);
  const turned = (by: number) => [...ids.slice(by % ids.length), ...ids.slice(0, by % ids.length)].join(', ');
  const known = [
    `  - id: primary
    name: Primary
    layers:
      - { id: weekly, people: [${turned(0)}], start: 2026-01-05T09:00, turn: 1 week }
      - { id: weekends, people: [${turned(1)}], start: 2026-01-09T18:00, turn: 1 week, hours: [ { from: fri 18:00, to: mon 09:00 } ] }
`,
    `  - id: secondary
    name: Secondary
    timeZone: America/New_York
    layers:
      - { id: daily, people: [${turned(2)}], start: 2026-01-05T08:00, turn: 2 days }
`,
    `  - id: desk
    name: Trading desk
    timeZone: Asia/Kolkata
    layers:
      - { id: sessions, people: [${turned(2)}], start: 2026-01-05T00:00, turn: 1 day, hours: [ { days: [mon, tue, wed, thu, fri], from: "07:00", to: "22:00" } ] }
`,
  ];
  const more = Array.from(
    { length: Math.max(0, schedules - 3) },
    (_, n) => `  - id: s${n + 4}
    name: Service ${n + 4}
    layers:
      - { id: weekly, people: [${turned(n)}], start: 2026-01-05T10:00, turn: 1 week }
      - { id: lunch, people: [${turned(n + 1)}], start: 2026-01-05T00:00, turn: 1 day, hours: [ { days: [mon, tue, wed, thu, fri], from: "12:00", to: "13:00" } ] }
`,
  );
  return `watchbill: 1
team: Payments
timeZone: Europe/London
people:
${members.map(([id, name, zone]) => `  - { id: ${id}, name: "${name}", email: ${id}@example.com, timeZone: ${zone} }`).join('\n')}
${schedules > 0 ? `schedules:\n${[...known, ...more].slice(0, schedules).join('')}` : ''}`;
}
