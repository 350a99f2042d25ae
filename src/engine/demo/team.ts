import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEAM_FILE } from '../store/team-folder-file';
import { DEMO_SENDER } from './alerts';
import { RUNBOOKS } from './runbooks';

/** Who sits at the desktop in the demo. */
export const DEMO_ME = 'ada';

/** The demo team's `watchbill.yaml`. */
export const DEMO_TEAM_FILE = `# Harbour Payments: the team of Watchbill's demo. Change it and see; the demo writes it only where it is missing.
watchbill: 1
team: Harbour Payments
timeZone: Europe/London

people:
  - { id: ada,    name: Ada Okafor,     email: ada@harbour.example,    timeZone: Europe/London }
  - { id: marcus, name: Marcus Reyes,   email: marcus@harbour.example, timeZone: America/New_York }
  - { id: priya,  name: Priya Raman,    email: priya@harbour.example,  timeZone: Asia/Kolkata }
  - { id: noah,   name: Noah Whitlock,  email: noah@harbour.example,   timeZone: Australia/Sydney }
  - { id: ines,   name: Inês Duarte,    email: ines@harbour.example,   timeZone: Europe/Lisbon }

# An alert belongs to the first service whose matchers all hold.
services:
  - id: ledger
    name: Ledger
    match: [ 'alertname=~"Postgresql.*"' ]
    owners: [ada, priya]
    repository: harbour/ledger
    runbook: runbooks/postgres-connections.md

  - id: events
    name: Events and queues
    match: [ 'alertname=~"(Kafka|Redis|Rabbitmq).*"' ]
    owners: [marcus, noah]
    repository: harbour/events
    runbook: runbooks/queue-lag.md

  - id: edge
    name: Edge
    match: [ 'alertname=~"(Nginx|Haproxy|Blackbox|Ssl|Cert-manager).*"' ]
    owners: [ines]
    repository: harbour/edge
    runbook: runbooks/error-rate.md

  - id: checkout
    name: Checkout
    match: [ 'namespace="payments"', 'alertname!="TargetDown"' ]
    owners: [ada, ines]
    repository: harbour/checkout-api
    runbook: runbooks/crash-loop.md

  - id: platform
    name: Platform
    match: [ 'alertname=~"(Kube|Node|Host).*"' ]
    owners: [noah, marcus]
    repository: harbour/platform
    runbook: runbooks/nodes.md

  - id: monitoring
    name: Monitoring
    match: []
    owners: [marcus]
    repository: harbour/monitoring
    runbook: runbooks/monitoring.md

sources:
  - { id: ${DEMO_SENDER}, type: push, title: Demo sender }
`;

/** Makes the demo's team folder where it is not there yet; files that are there are left as they are. */
export async function writeDemoTeam(folder: string): Promise<void> {
  await mkdir(join(folder, 'runbooks'), { recursive: true });
  await writeOnce(join(folder, TEAM_FILE), DEMO_TEAM_FILE);
  for (const [name, text] of RUNBOOKS) await writeOnce(join(folder, 'runbooks', `${name}.md`), text);
}

async function writeOnce(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
