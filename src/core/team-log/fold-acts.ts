import type { ActId } from '../kernel/ids';
import { assertNever } from '../kernel/never';
import type { Act, ActBody } from './act';
import { type Change, Changes } from './changes';
import { MuteFold } from './mute-fold';
import { PresenceFold } from './presence-fold';
import type { Away, HandoverNote, RotaActs } from './rota-acts';
import { TradeFold } from './trade-fold';

/**
 * What a team's log says about the rota. Depends on nothing but the acts: not on the clock, not on the team file, not
 * on the order in which they arrived; so every desktop that knows the same acts says the same.
 * @param acts in the order of their stamps, each once (`mergeActs`, `inStampOrder`)
 */
export function foldActs(acts: readonly Act[]): RotaActs {
  const changes = new Changes();
  const overrides = new Map<ActId, Change>();
  const trades = new Map<ActId, TradeFold>();
  const away = new Map<ActId, Away>();
  const notes: HandoverNote[] = [];
  const removed = removals(acts);
  const mutes = new MuteFold();
  const presence = new PresenceFold();
  for (const act of acts) {
    const { body } = act;
    switch (body.kind) {
      case 'overrideMade':
        if (!removed.before(act.id)) overrides.set(act.id, changes.add(overrideOf(act, body)));
        break;
      case 'overrideRemoved': {
        const change = overrides.get(body.override);
        if (change) change.gone = true;
        break;
      }
      case 'tradeOffered':
        trades.set(act.id, new TradeFold(act, body, changes));
        break;
      case 'tradeAccepted':
        trades.get(body.trade)?.accept(act, body);
        break;
      case 'tradeDeclined':
        trades.get(body.trade)?.decline(act.by);
        break;
      case 'tradeWithdrawn':
        trades.get(body.trade)?.withdraw(act.by);
        break;
      case 'tradeUndone':
        trades.get(body.trade)?.undo(act.by);
        break;
      case 'awaySet':
        if (!removed.ever(act.id)) away.set(act.id, awayOf(act, body));
        break;
      case 'awayRemoved':
        break;
      case 'handoverNoted':
        notes.push({
          id: act.id,
          schedule: body.schedule,
          by: act.by,
          at: act.stamp.ms,
          text: body.text,
        });
        break;
      case 'incidentActed':
      case 'incidentOpened':
        break;
      case 'silenceMade':
        mutes.silence(act, body);
        break;
      case 'silenceEnded':
        mutes.end(body.silence, body.at ?? act.stamp.ms);
        break;
      case 'maintenanceStarted':
        mutes.maintenance(act, body);
        break;
      case 'maintenanceEnded':
        mutes.end(body.maintenance, body.at ?? act.stamp.ms);
        break;
      case 'desktopWent':
        presence.add(act, body);
        break;
      default:
        assertNever(body, 'act');
    }
  }
  return {
    overrides: changes.inForce(),
    trades: [...trades.values()].map((trade) => trade.done()),
    away: [...away.values()],
    handoverNotes: notes,
    ...mutes.done(),
    presence: presence.done(),
  };
}

/** What was taken back. A removal counts also where its stamp is the earlier one: somebody saw what they removed. */
function removals(acts: readonly Act[]): { before(id: ActId): boolean; ever(id: ActId): boolean } {
  const first = new Map<ActId, ActId>();
  for (const { id, body } of acts) {
    const target =
      body.kind === 'overrideRemoved' ? body.override : body.kind === 'awayRemoved' ? body.away : null;
    if (target !== null && !first.has(target)) first.set(target, id);
  }
  return {
    before: (id) => {
      const removal = first.get(id);
      return removal !== undefined && removal < id;
    },
    ever: (id) => first.has(id),
  };
}

function overrideOf(act: Act, body: Extract<ActBody, { kind: 'overrideMade' }>) {
  return {
    id: act.id,
    schedule: body.schedule,
    person: body.person,
    start: body.start,
    end: body.end,
    reason: body.reason,
    origin: { kind: 'act', by: act.by, at: act.stamp.ms },
  } as const;
}

function awayOf(act: Act, body: Extract<ActBody, { kind: 'awaySet' }>): Away {
  return {
    id: act.id,
    person: body.person,
    start: body.start,
    end: body.end,
    reason: body.reason,
    origin: 'act',
  };
}
