import { join } from 'node:path';
import type { Alert, Suppression } from '../../src/core/alert/alert';
import { SEVERITIES } from '../../src/core/alert/severity';
import type { Fact } from '../../src/core/incident/fact';
import type { Incident } from '../../src/core/incident/incident';
import type { IncidentId } from '../../src/core/kernel/ids';
import { commit } from '../../src/core/step/commit';
import type { Command, Input } from '../../src/core/step/input';
import { alertKey, emptyState } from '../../src/core/step/state';
import { step } from '../../src/core/step/step';
import { DEMO_ALERTS } from '../../src/engine/demo/alerts';
import { desktopId } from '../../src/engine/desktop-id';
import { prometheusAlert } from '../../src/engine/ingest/prometheus-alert';
import { openFactLog } from '../../src/engine/store/fact-log';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Facts of one transaction. */
const BATCH = 5_000;

/** What the last of the incidents are; all before them are resolved. */
export type SeedWishes = {
  readonly count: number;
  /** Open and ringing when the app starts. */
  readonly ringing?: number;
  /** Open and quiet: silenced, inhibited, muted, or of a severity that never pages. */
  readonly quiet?: number;
  readonly acknowledged?: number;
  readonly now?: number;
};

/** Sender of every seeded alert; the team file must name it (`{ id: prod, type: push }`). */
export const SEED_SOURCE = 'prod';
/** Exactly 300 characters. */
export const LONG_TITLE =
  'Checkout answers slowly for every customer who pays by card because the ledger waits for a lock '.padEnd(
    300,
    'and waits ',
  );
export const HEBREW_TITLE = 'שרת התשלומים payments-7 אינו עונה (503)';
export const ARABIC_TITLE = 'قاعدة البيانات ledger-2 ممتلئة بنسبة 97%';

const SUPPRESSIONS: readonly Suppression[] = [
  { how: 'silenced', by: ['5f8c0d2e-7b1a-4c7e-9a53-1d0f8f6b2c11'] },
  { how: 'inhibited', by: ['a81f6d0b7e2c4f55'] },
  { how: 'muted', by: ['weekends'] },
];

/**
 * Fills the data folder of an app that does not run: real alert names, decided by the real rules and stored by the
 * real writer. Number 1 is the oldest.
 * @param data the folder given to the app as `--data`
 */
export async function seedStore(data: string, wishes: SeedWishes): Promise<void> {
  const { count, ringing = 0, quiet = 0, acknowledged = 0, now = Date.now() } = wishes;
  const folder = join(data, 'data');
  const state = emptyState(desktopId(folder), 'ada', ['popup', 'notification', 'sound']);
  const log = await openFactLog(folder, null);
  let facts: Fact[] = [];
  let incidents = new Map<IncidentId, Incident>();

  const flush = async () => {
    if (facts.length > 0) await log.write({ facts, incidents, unreadable: [] });
    facts = [];
    incidents = new Map();
  };
  const take = (input: Input, at: number) => {
    const decision = step(state, input, at);
    commit(state, decision);
    facts.push(...decision.facts);
    for (const incident of decision.incidents) incidents.set(incident.id, incident);
    for (const { page, channel, incident } of decision.pages) {
      const delivery = { state: 'delivered', at: at + 80, detail: 'shown on screen' } as const;
      take({ kind: 'delivered', incident, page, channel, delivery }, at + 80);
    }
  };

  const every = Math.floor((30 * DAY) / (count + 1));
  take({ kind: 'started', version: 'seed' }, now - 31 * DAY);
  for (let i = 0; i < count; i++) {
    const at = now - 30 * DAY + (i + 1) * every;
    const left = count - i;
    const fate =
      left <= ringing
        ? 'ringing'
        : left <= ringing + quiet
          ? 'quiet'
          : left <= ringing + quiet + acknowledged
            ? 'acknowledged'
            : 'resolved';
    const alert = seedAlert(i, at, fate === 'quiet', fate === 'ringing');
    take({ kind: 'alertSent', alert }, at);
    const incident = state.byKey.get(alertKey(alert.source, alert.dedupKey));
    if (!incident) throw new Error(`seed ${i} opened nothing`);
    const act = (command: Command, after: number) =>
      take({ kind: 'command', incident, command, by: { kind: 'person', id: state.me } }, at + after);
    if (fate === 'acknowledged' || i % 3 === 0) {
      if (fate === 'acknowledged' && i % 7 === 0) act({ act: 'snooze', until: now + DAY }, MINUTE);
      else if (fate !== 'quiet' && fate !== 'ringing') act({ act: 'acknowledge', hereOnly: false }, MINUTE);
    }
    if (fate === 'resolved')
      take({ kind: 'alertSent', alert: { ...alert, event: 'resolved' } }, at + 20 * MINUTE);
    if (facts.length > BATCH) await flush();
  }
  take({ kind: 'timePassed' }, now - 1);
  facts.push({ kind: 'engineStopped', at: now - 1, by: { kind: 'watchbill' }, reason: 'seed' });
  await flush();
  await log.close();
}

/** The i-th alert: a real rule's name and words on a host of its own; now and then a title that tries the layout. */
function seedAlert(i: number, at: number, quiet: boolean, rings: boolean): Alert {
  const rule = DEMO_ALERTS[i % DEMO_ALERTS.length] as (typeof DEMO_ALERTS)[number];
  const severity = SEVERITIES[i % (rings ? 4 : SEVERITIES.length)] as string;
  const labels = new Map(rule.labels);
  labels.set('severity', severity);
  labels.set('instance', `node-${String(i).padStart(6, '0')}.harbour.example:9100`);
  const annotations = new Map(rule.annotations);
  const odd = [LONG_TITLE, HEBREW_TITLE, ARABIC_TITLE][i % 40];
  if (odd !== undefined) annotations.set('summary', odd);
  const alert = prometheusAlert({
    source: SEED_SOURCE,
    event: 'firing',
    labels: [...labels],
    annotations: [...annotations],
    generatorURL: rule.generatorURL,
    fingerprint: '',
    startsAt: at,
    expiresAt: null,
    remark: '',
  });
  const suppression = quiet && severity !== 'none' ? (SUPPRESSIONS[i % SUPPRESSIONS.length] ?? null) : null;
  return { ...alert, suppression };
}
