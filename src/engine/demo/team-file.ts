import { DEMO_SENDER } from './alerts';

/** Who sits at the desktop in the demo. */
export const DEMO_ME = 'ada';

/** The demo team's `watchbill.yaml`. */
export const DEMO_TEAM_FILE = `# Harbour Payments: the team of Watchbill's demo. Change it and see; the demo writes it only where it is missing.
watchbill: 1
team: Harbour Payments
timeZone: Europe/London

# Who is paged where a step finds nobody. Without it: everyone.
lastResort: person:ada

people:
  - { id: ada,    name: Ada Okafor,     email: ada@harbour.example,    timeZone: Europe/London,     holidays: GB-ENG }
  - { id: marcus, name: Marcus Reyes,   email: marcus@harbour.example, timeZone: America/New_York,  holidays: US-NY }
  - { id: priya,  name: Priya Raman,    email: priya@harbour.example,  timeZone: Asia/Kolkata,      holidays: IN }
  - { id: noah,   name: Noah Whitlock,  email: noah@harbour.example,   timeZone: Australia/Sydney,  holidays: AU-NSW }
  - { id: ines,   name: Inês Duarte,    email: ines@harbour.example,   timeZone: Europe/Lisbon,     holidays: PT, handles: ["@ines-d"] }
  - id: theo
    name: Theo Marchetti
    email: theo@harbour.example
    timeZone: America/Sao_Paulo
    holidays: BR
    handles: ["@theom"]
    quietHours: [ { from: "22:00", to: "06:30" } ] # only what is critical breaks through

# Who is on call. A later layer wins over an earlier one wherever it has somebody.
schedules:
  # Follow the sun: whoever has daylight.
  - id: primary
    name: Primary
    timeZone: UTC
    layers:
      - id: europe
        people: [ada, ines]
        start: 2026-01-05T06:00
        turn: 1 week
        hours: [ { from: "06:00", to: "14:00" } ]
      - id: americas
        people: [marcus, theo]
        start: 2026-01-05T14:00
        turn: 1 week
        hours: [ { from: "14:00", to: "22:00" } ]
      - id: asia
        people: [priya, noah]
        start: 2026-01-05T22:00
        turn: 1 week
        hours: [ { from: "22:00", to: "06:00" } ]

  # The trading desk: somebody sits at it while an exchange is open, holidays and half days included.
  - id: markets
    name: Trading hours
    layers:
      - id: london
        people: [ines, ada]
        start: 2026-01-05T08:00
        turn: 1 week
        hours: [ { calendar: calendars/xlon.ics } ]
      - id: new-york
        people: [theo, marcus]
        start: 2026-01-05T14:30
        turn: 1 week
        hours: [ { calendar: calendars/xnys.ics } ]

  # Whoever is called when the first one does not answer.
  - id: secondary
    name: Secondary
    layers:
      - id: weekly
        people: [priya, marcus, ines, noah, theo, ada]
        start: 2026-01-05T09:00
        turn: 1 week

escalations:
  - id: payments
    acknowledgeTimeout: 3d # what somebody has and forgets comes back
    steps:
      - { page: [schedule:primary] }
      - { after: 5m, page: [schedule:secondary] }
      - { after: 5m, page: [next:primary, next:secondary], roundRobin: true, when: { urgency: high } }
      - { after: 10m, page: [everyone] }
    repeat: 1
    repeatAfter: 15m

# An alert belongs to the first service whose matchers all hold.
services:
  - id: ledger
    name: Ledger
    match: [ 'alertname=~"Postgresql.*"' ]
    owners: [ada, priya]
    repository: harbour/ledger
    runbook: runbooks/postgres-connections.md
    escalation: payments

  - id: events
    name: Events and queues
    match: [ 'alertname=~"(Kafka|Redis|Rabbitmq).*"' ]
    owners: [marcus, noah]
    repository: harbour/events
    runbook: runbooks/queue-lag.md
    escalation: payments
    group: { by: [instance], wait: 30s, window: 10m } # one broker, one incident

  - id: edge
    name: Edge
    match: [ 'alertname=~"(Nginx|Haproxy|Blackbox|Ssl|Cert-manager).*"' ]
    owners: [ines]
    repository: harbour/edge
    codeowners: { file: repositories/edge/CODEOWNERS, paths: [/proxy, /certificates] }
    runbook: runbooks/error-rate.md
    escalation: payments
    flapping: { changes: 4, within: 30m, steady: 5m }

  - id: checkout
    name: Checkout
    match: [ 'namespace="payments"', 'alertname!="TargetDown"' ]
    owners: [ada, ines]
    repository: harbour/checkout-api
    runbook: runbooks/crash-loop.md
    escalation: payments

  - id: platform
    name: Platform
    match: [ 'alertname=~"(Kube|Node|Host).*"' ]
    owners: [noah, marcus]
    repository: harbour/platform
    runbook: runbooks/nodes.md
    escalation: payments

  - id: monitoring
    name: Monitoring
    match: []
    owners: [marcus]
    repository: harbour/monitoring
    runbook: runbooks/monitoring.md
    escalation: payments
    hold: 1m # it restarts now and then
    supportHours: { hours: [ { days: [mon, tue, wed, thu, fri], from: "08:00", to: "19:00" } ], outside: low }

# A bigger alert that already explains smaller ones.
inhibitions:
  - id: stuck-rollout
    source: ['alertname="KubeDeploymentRolloutStuck"']
    target: ['alertname=~"KubePod.*|KubeContainerWaiting"', 'severity!="critical"']
    equal: [cluster, namespace]

# When nobody need be paged. Windows that somebody begins now are in the team's log.
maintenance:
  - { id: vacuum, services: [ledger], hours: [ { days: [sun], from: "03:00", to: "04:00" } ], reason: weekly vacuum }

# What must be heard from: an alert that always fires, or a job that calls POST /api/v1/heartbeats/<id>.
# heartbeats:
#   - { id: nightly-settlement, within: 26h, service: ledger }

sources:
  - { id: ${DEMO_SENDER}, type: push, title: Demo sender }
`;

/** The CODEOWNERS file of one of its repositories, in a folder of the team for want of a clone. */
export const DEMO_CODEOWNERS = `# Who owns what in harbour/edge.
*               @ines-d
/proxy/         @theom @ines-d
/certificates/  marcus@harbour.example
`;
