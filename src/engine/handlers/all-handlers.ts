import type { EngineHandlers } from '../../contract/bridge';
import { calendarHandlers } from './calendars';
import { channelHandlers } from './channels';
import { explainHandlers } from './explain';
import { fairnessHandlers } from './fairness';
import { importHandlers } from './imports';
import { keepHandlers } from './keep';
import { muteHandlers } from './mutes';
import { noiseHandlers } from './noise';
import type { HandlerParts } from './parts';
import { planHandlers } from './plan';
import { policyHandlers } from './policy';
import { queueHandlers } from './queue';
import { readinessHandlers } from './readiness';
import { rotaHandlers } from './rota';
import { scheduleHandlers } from './schedules';
import { sourceHandlers } from './sources';
import { syncHandlers } from './sync';
import { teamHandlers } from './team';
import { tradeHandlers } from './trades';

/** Everything that screens, and the HTTP API, may ask of the engine. */
export function allHandlers(parts: HandlerParts): EngineHandlers {
  return {
    ...queueHandlers(parts),
    ...sourceHandlers(parts),
    ...teamHandlers(parts),
    ...rotaHandlers(parts),
    ...tradeHandlers(parts),
    ...scheduleHandlers(parts),
    ...calendarHandlers(parts),
    ...importHandlers(parts, parts.calendars.readIcs),
    ...syncHandlers(parts),
    ...fairnessHandlers(parts),
    ...noiseHandlers(parts),
    ...explainHandlers(parts),
    ...policyHandlers(parts),
    ...planHandlers(parts),
    ...channelHandlers(parts),
    ...keepHandlers(parts),
    ...readinessHandlers(parts),
    ...muteHandlers(parts),
  };
}
