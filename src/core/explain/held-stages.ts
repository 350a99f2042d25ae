import { severityRank } from '../alert/severity';
import { WATCHBILL_SOURCE } from '../kernel/ids';
import { FlapMemory } from '../mute/flap-memory';
import { groupKeyOf } from '../mute/group-key';
import { InhibitIndex } from '../mute/inhibit-index';
import { maintenanceAt } from '../mute/maintenance-at';
import type { HeldHow } from '../mute/mute';
import { silencedBy } from '../mute/silenced-by';
import type { Service } from '../people/service';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { ExplainAsk, FiringBeside, Stage } from './explained';

/** So many silences and windows in a row are followed. */
const MOST_MUTES = 50;

type Asked = Omit<Stage, 'stage'>;

const UNSET = (words: string): Asked => ({ outcome: 'unset', words, details: [], path: null });

/** Whether something holds the page back, in the order in which it is asked. What holds first is what counts. */
export function heldStages(ask: ExplainAsk, service: Service): Stage[] {
  // The pager's own trouble is never held back.
  if (ask.alert.source === WATCHBILL_SOURCE) return [];
  const place = ask.team.services.indexOf(service);
  const path = (key: string) => (place < 0 ? null : (['services', service.id, key] as const));
  return [
    { stage: 'silenced', ...silenced(ask) },
    { stage: 'maintenance', ...maintenance(ask, service) },
    { stage: 'inhibited', ...inhibited(ask) },
    { stage: 'grouped', ...grouped(ask, service), path: service.group ? path('group') : null },
    { stage: 'flapping', ...flapping(ask, service), path: service.flapping ? path('flapping') : null },
    { stage: 'holding', ...holding(ask, service), path: service.hold ? path('hold') : null },
    { stage: 'collecting', ...collecting(ask, service), path: service.group ? path('group') : null },
  ] satisfies ({ stage: HeldHow } & Stage)[];
}

/** When silences and maintenance that have an end are over, from an instant on: that instant where none holds. */
export function freeOfMutes(
  { team, rota, alert, words }: ExplainAsk,
  service: Service,
  at: Instant,
): Instant {
  let free = at;
  for (let turn = 0; turn < MOST_MUTES; turn++) {
    const { silences, maintenance: begun } = rota.acts;
    const until =
      silencedBy(silences, alert.labels, free, words)?.until ??
      maintenanceAt(team.maintenance ?? [], begun, service.id, rota.calendars, free, words).held?.until;
    if (until === undefined || until === null || until <= free) return free;
    free = until;
  }
  return free;
}

function silenced({ rota, alert, at, words }: ExplainAsk): Asked {
  const held = silencedBy(rota.acts.silences, alert.labels, at, words);
  // What still fires when it ends pages then.
  if (held) return { outcome: 'waits', words: `${held.detail}.`, details: [], path: null };
  return UNSET('No silence is about it.');
}

function maintenance({ team, rota, at, words }: ExplainAsk, service: Service): Asked {
  const planned = team.maintenance ?? [];
  const { held, nextAt } = maintenanceAt(
    planned,
    rota.acts.maintenance,
    service.id,
    rota.calendars,
    at,
    words,
  );
  if (held) {
    const isPlanned = planned.some(({ id }) => id === held.by);
    return {
      outcome: held.until === null ? 'held' : 'waits',
      words: `${held.detail}.`,
      details: [],
      path: isPlanned ? ['maintenance', held.by.slice('file:'.length)] : null,
    };
  }
  const soon = nextAt === null ? '' : ` The next one begins at ${words.clock(nextAt, at)}.`;
  return UNSET(`No maintenance is going on.${soon}`);
}

function inhibited({ team, alert, firing }: ExplainAsk): Asked {
  const rules = team.inhibitions ?? [];
  if (rules.length === 0) return UNSET('The team file has no inhibitions.');
  if (firing === null)
    return {
      ...UNSET(
        'Whether a bigger alert explains it depends on what else fires then, which is not known here.',
      ),
      path: ['inhibitions'],
    };
  const index = new InhibitIndex<number>(rules);
  for (const [place, { labels }] of firing.entries()) index.add(place, labels);
  const found = index.inhibitedBy(alert.labels);
  if (!found) return UNSET('No bigger alert that fires explains it.');
  const { title } = firing[found.by] as FiringBeside;
  return {
    outcome: 'held',
    words: `Inhibition ${found.rule.id}: "${title}" fires, and explains it already.`,
    details: [],
    path: ['inhibitions', found.rule.id],
  };
}

function grouped({ team, alert, at, firing }: ExplainAsk, service: Service): Asked {
  const key = groupKeyOf(service, alert.labels);
  const { group } = service;
  if (key === null || !group) return UNSET(`${service.name} groups nothing.`);
  if (firing === null)
    return UNSET(`Whether it joins another incident of ${service.name} depends on what else fires then.`);
  const same = firing.filter((each) => {
    const theirs = team.services.find(({ id }) => id === each.service);
    return theirs !== undefined && groupKeyOf(theirs, each.labels) === key;
  });
  const lead = same.find(({ isPart }) => !isPart);
  const last = Math.max(...same.map(({ openedAt }) => openedAt));
  if (!lead || (group.window !== null && at - last >= group.window))
    return {
      outcome: 'goes-on',
      words: `No open incident of ${service.name} that it would join: it begins one.`,
      details: [],
      path: null,
    };
  if (severityRank(alert.severity) < severityRank(lead.severity))
    return {
      outcome: 'goes-on',
      words: `It joins "${lead.title}", which is open, and is worse than it: so it pages by itself.`,
      details: [],
      path: null,
    };
  const by = group.by.length === 0 ? 'the whole service is one group' : `same ${group.by.join(', ')}`;
  return {
    outcome: 'held',
    words: `It joins "${lead.title}", which is open (${by}), and is answered with it.`,
    details: [],
    path: null,
  };
}

function flapping({ alert, at, arrivals, words }: ExplainAsk, service: Service): Asked {
  const { flapping: rule } = service;
  if (!rule) return UNSET(`${service.name} has no rule about flapping.`);
  if (arrivals === null) return UNSET('Whether it flaps depends on how often it came before.');
  const memory = new FlapMemory();
  const key = `${alert.source}\n${alert.dedupKey}`;
  for (const arrival of arrivals) memory.came(key, arrival);
  const until = memory.flapsUntil(key, rule, at, true);
  const times = arrivals.filter((arrival) => at - arrival <= rule.within).length + 1;
  const counted = `It came ${times === 1 ? 'once' : `${times} times`} within ${printDuration(rule.within)}`;
  if (until === null)
    return {
      outcome: 'goes-on',
      words: `${counted}; from ${rule.changes} times on it flaps.`,
      details: [],
      path: null,
    };
  return {
    outcome: 'waits',
    words: `${counted}: it flaps, and pages only if it still fires at ${words.clock(until, at)}.`,
    details: [],
    path: null,
  };
}

function holding({ at, words }: ExplainAsk, service: Service): Asked {
  if (!service.hold) return UNSET(`${service.name} does not wait whether it goes away by itself.`);
  return {
    outcome: 'waits',
    words: `Held for ${printDuration(service.hold)}: it pages only if it still fires at ${words.clock(at + service.hold, at)}.`,
    details: [],
    path: null,
  };
}

function collecting({ alert, at, words }: ExplainAsk, service: Service): Asked {
  const { group } = service;
  if (!group || group.wait === 0) return UNSET('It does not wait for others to join.');
  if (alert.severity === 'critical')
    return {
      outcome: 'goes-on',
      words: 'It is critical, so it does not wait for others to join.',
      details: [],
      path: null,
    };
  return {
    outcome: 'waits',
    words: `It waits ${printDuration(group.wait)}, until ${words.clock(at + group.wait, at)}, for others to join.`,
    details: [],
    path: null,
  };
}
