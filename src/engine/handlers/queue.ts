import type { EngineHandlers } from '../../contract/bridge';
import type { Incident } from '../../core/incident/incident';
import type { Command } from '../../core/step/input';
import { canPageOthers, planAhead } from '../../core/step/plan-ahead';
import { calendarViewOf } from '../views/calendar';
import { cutRemark } from '../views/cut-remark';
import { rowOf } from '../views/incident-row';
import { incidentViewOf } from '../views/incident-view';
import { planAheadView } from '../views/plan-ahead';
import { ringingViewOf } from '../views/ringing';
import { waitingPages } from '../waiting-pages';
import { idsThatFit } from './ids-that-fit';
import type { HandlerParts } from './parts';

type QueueCalls =
  | 'status.get'
  | 'ringing.get'
  | 'queue.window'
  | 'queue.ids'
  | 'incident.get'
  | 'incident.acknowledge'
  | 'incident.unacknowledge'
  | 'incident.snooze'
  | 'incident.resolve'
  | 'incident.note'
  | 'incident.take'
  | 'incident.escalate'
  | 'incident.handOver'
  | 'incident.addResponder'
  | 'calendar.range'
  | 'unreadable.list'
  | 'page.delivered'
  | 'banner.dismiss';

/** The calendar asks for a span at a time; more incidents than this would not be seen apart. */
const MOST_ON_CALENDAR = 2000;
const EMPTY_COUNTS = { open: 0, acknowledged: 0, suppressed: 0, resolved: 0 };

export function queueHandlers(parts: HandlerParts): Pick<EngineHandlers, QueueCalls> {
  const { state, gate, clock } = parts;
  const act = (ids: readonly string[], command: Command) =>
    gate
      .command(ids, command, { kind: 'person', id: state.me })
      .then(({ done, refused }) => ({ done: [...done], refused: [...refused] }));

  const known = (stored: Incident): Incident =>
    parts.storing() ? stored : (state.incidents.get(stored.id) ?? stored);

  const membersOf = ({ id }: Incident): number => state.members.get(id)?.size ?? 0;

  return {
    'status.get': () => parts.status(),
    'ringing.get': () => {
      const waiting = waitingPages(state, parts.screens);
      return ringingViewOf(state, parts.names(), waiting, clock.now(), parts.screens.length > 0);
    },
    'queue.window': ({ filter, offset, limit }) => {
      const reader = parts.reader();
      if (!reader)
        return {
          rows: [...state.incidents.values()]
            .slice(offset, offset + limit)
            .map((incident) => rowOf(incident, parts.names(), membersOf(incident))),
          total: state.incidents.size,
          remark: '',
          offset,
          counts: EMPTY_COUNTS,
        };
      const { incidents, total, cut } = reader.queue(filter, offset, limit);
      // What the window shows is on the disk (reliability A5); only while nothing can be stored it is what we know.
      const rows = incidents.map((incident) => rowOf(known(incident), parts.names(), membersOf(incident)));
      return { rows, total, remark: cutRemark(cut), offset, counts: reader.counts() };
    },
    'queue.ids': ({ filter }) => idsThatFit(parts, filter),
    'incident.get': ({ id, newest }) => {
      const live = state.incidents.get(id);
      const stored = parts.reader()?.incident(id, newest) ?? null;
      const record = stored ?? (live ? { incident: live, facts: [], pages: [] } : null);
      if (!record) return null;
      const incident = known(record.incident);
      const plan = live ? planAhead(state, live, clock.now()) : null;
      const extras = {
        plan: planAheadView(plan, clock.now(), parts.names()),
        members: [...(state.members.get(incident.id) ?? [])].flatMap(
          (part) => state.incidents.get(part) ?? [],
        ),
        movable: live !== undefined && canPageOthers(state, live),
      };
      return incidentViewOf({ ...record, incident, ...extras }, parts.names(), state.team);
    },
    'incident.acknowledge': ({ ids, hereOnly }) => act(ids, { act: 'acknowledge', hereOnly }),
    'incident.unacknowledge': ({ ids }) => act(ids, { act: 'unacknowledge' }),
    'incident.snooze': ({ ids, until }) => act(ids, { act: 'snooze', until }),
    'incident.resolve': ({ ids }) => act(ids, { act: 'resolve' }),
    'incident.take': ({ ids }) => act(ids, { act: 'take' }),
    'incident.escalate': ({ ids }) => act(ids, { act: 'escalate' }),
    'incident.handOver': ({ ids, to }) => act(ids, { act: 'handOver', to }),
    'incident.addResponder': ({ ids, to }) => act(ids, { act: 'addResponder', to }),
    'incident.note': ({ id, text }) => act([id], { act: 'note', text }),
    'calendar.range': ({ from, to }) => {
      const reader = parts.reader();
      const incidents = reader?.between(from, to, MOST_ON_CALENDAR + 1) ?? [];
      return calendarViewOf({
        incidents: incidents.slice(-MOST_ON_CALENDAR),
        more: incidents.length > MOST_ON_CALENDAR,
        names: parts.names(),
      });
    },
    'unreadable.list': () => parts.reader()?.unreadable(200) ?? [],
    'page.delivered': ({ page, channel, state: outcome, detail }) => {
      parts.screens.find(({ id }) => id === channel)?.report(page, outcome, detail);
      return {};
    },
    'banner.dismiss': ({ id }) => {
      parts.banners.clear(id);
      return {};
    },
  };
}
