/** A team file with every key of the paging engine, as somebody wrote it: comments and styles of all kinds. */
export const RULES = `watchbill: 1
team: Payments   # who we are
timeZone: Europe/London
lastResort: person:ada   # she said so

people:
  - { id: ada, name: Ada Okafor, handles: ["@ada-o"] }   # lead
  - id: grace
    name: Grace Lindt
    quietHours:          # asleep
      - { from: "22:00", to: '07:00' }   # every night

schedules:
  - { id: primary, layers: [ { id: weekly, people: [ada, grace], start: 2026-01-05T09:00, turn: 1 week } ] }

# First match wins.
services:
  # The shop.
  - id: checkout
    match: [ 'service="checkout"', "team=~\\"pay.*\\"" ]   # both
    urgency: high
    hold: 120s         # two minutes
    group: { by: [alertname, cluster], window: 5m }   # one page
    supportHours:
      # office
      hours: [ { days: [mon, fri], from: "09:00", to: "18:00" } ]
      criticalToo: true
    escalation: payments
    codeowners: ../checkout/.github/CODEOWNERS
  # Its database.
  - { id: db, match: [service="db"], escalation: payments, flapping: { changes: 3 } }   # postgres
  # The rest.
  - id: everything
    match: []

escalations:
  # For money.
  - id: payments
    acknowledgeTimeout: 30m   # then again
    steps:
      # At once.
      - { page: [schedule:primary] }
      - after: 4m     # patience
        page: [next:primary, person:ada]
        roundRobin: true
        when: { urgency: high, hours: [ { from: "09:00", to: "18:00" } ] }   # by day
      - { after: 600s, page: [all:primary], acknowledge: all }   # everybody
    repeat: 2
    repeatAfter: 15m

inhibitions:
  # A node takes its pods along.
  - { id: node-down, source: ['alertname="NodeDown"'], target: ['severity=~"warning|info"'], equal: [cluster, node] }  # k8s
  - id: spare
    source: ['alertname="Spare"']
    target: ['severity="info"']

maintenance:
  - { id: upgrade, services: [db], start: 2026-12-01T22:00, end: 2026-12-02T01:00, reason: upgrade }   # new disks
  - { id: abroad, services: [db], start: 2026-12-01T22:00, end: 2026-12-02T01:00, timeZone: Asia/Kolkata }
  - id: backups        # weekly
    services: [db, checkout]
    hours:
      - { days: [sun], from: "02:00", to: "03:00" }   # at night

heartbeats:
  - { id: watchdog, match: ['alertname="Watchdog"'], within: 5m, service: db }  # prometheus
  - { id: nightly, within: 26h }
# the end
`;
