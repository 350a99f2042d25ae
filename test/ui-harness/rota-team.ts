const PEOPLE: readonly (readonly [string, string, string, string])[] = [
  ['ada', 'Ada Okafor', 'Europe/London', 'GB-ENG'],
  ['grace', 'Grace Lindt', 'America/New_York', 'US-NY'],
  ['linus', 'Linus Roy', 'Asia/Kolkata', 'IN-KA'],
  ['mika', 'Mika Lindqvist', 'Europe/Stockholm', 'SE'],
  ['noor', 'Noor Haddad', 'Asia/Dubai', ''],
  ['tomas', 'Tomás Reyes', 'America/Bogota', 'CO'],
  ['yuki', 'Yuki Tanaka', 'Asia/Tokyo', 'JP'],
  ['amara', 'Amara Diallo', 'Africa/Dakar', 'SN'],
  ['jonas', 'Jonas Weber', 'Europe/Berlin', 'DE-BE'],
  ['priya', 'Priya Raghunathan-Subramaniam', 'Asia/Kolkata', 'IN-TN'],
  ['liam', 'Liam Ó Conaill', 'Europe/Dublin', 'IE'],
  ['wei', 'Wei Chen', 'Asia/Singapore', 'SG'],
  ['fatima', 'فاطمة الزهراء', 'Africa/Casablanca', 'MA'],
  ['olga', 'Olga Novak', 'Europe/Prague', 'CZ'],
];

/** A team of so many people with two schedules: one round the clock with nights and weekends, one at a desk's hours. */
export function teamFile(people: number, empty: boolean): string {
  const members = PEOPLE.slice(0, people);
  const ids = members.map(([id]) => id);
  const head = `watchbill: 1
team: Payments
timeZone: Europe/London
people:
${members.map(([id, name, zone]) => `  - { id: ${id}, name: "${name}", email: ${id}@example.com, timeZone: ${zone} }`).join('\n')}
services:
  - { id: checkout, name: Checkout, owners: [ada, grace], match: ['service="checkout"'] }
  - { id: ledger, name: Ledger, owners: [linus], match: ['service="ledger"'] }
`;
  if (empty) return head;
  return `${head}
schedules:
  - id: primary
    name: Primary
    timeZone: Europe/London
    layers:
      - { id: weekly, people: [${ids.join(', ')}], start: 2026-01-05T09:00, turn: 1 week }
      - id: weekends
        people: [${[...ids].reverse().join(', ')}]
        start: 2026-01-09T18:00
        turn: 1 week
        hours: [ { from: fri 18:00, to: mon 09:00 } ]
      - { id: lunch, people: [grace], start: 2026-01-05T00:00, turn: 1 day, hours: [ { days: [mon, tue, wed, thu, fri], from: "12:00", to: "13:00" } ] }
    overrides:
      - { person: grace, start: 2026-03-02T09:00, end: 2026-03-03T09:00, reason: dentist }
      - { person: linus, start: 2026-12-02T09:00, end: 2026-12-03T09:00, reason: school play }
  - id: desk
    name: Trading desk
    timeZone: Asia/Kolkata
    layers:
      - { id: mumbai, people: [linus, ada], start: 2026-01-05T09:00, turn: 1 day, hours: [ { days: [mon, tue, wed, thu, fri], from: "09:00", to: "15:30" } ] }
      - { id: evening, people: [grace], start: 2026-01-05T15:30, turn: 1 week, hours: [ { days: [mon, tue, wed, thu, fri], from: "15:30", to: "23:00" } ] }
`;
}
