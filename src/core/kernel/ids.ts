import type { Brand } from './brand';

/** `<desktop>-<number>`: unique over all desktops of a team, made without chance (see step/state.ts). */
export type IncidentId = Brand<string, 'IncidentId'>;
/** `<incident>-p<n>`: the n-th attempt to reach somebody about an incident. */
export type PageId = Brand<string, 'PageId'>;
/** `people[].id` of the team file. */
export type PersonId = Brand<string, 'PersonId'>;
/** `schedules[].id` of the team file. */
export type ScheduleId = Brand<string, 'ScheduleId'>;
/** Id of what an act made (an override, a trade, an absence): the printed stamp of that act. */
export type ActId = Brand<string, 'ActId'>;
/** `services[].id` of the team file, or `unrouted`. */
export type ServiceId = Brand<string, 'ServiceId'>;
/** `sources[].id` of the team file, or one of the two built in: `local` and `watchbill`. */
export type SourceId = Brand<string, 'SourceId'>;

/** The sender that the engine's own token belongs to. */
export const LOCAL_SOURCE: SourceId = 'local';
/** Watchbill itself: incidents about blind sources and a store that does not store. */
export const WATCHBILL_SOURCE: SourceId = 'watchbill';
/** The service of an alert that no service of the team file matches. */
export const UNROUTED: ServiceId = 'unrouted';
/** The service of Watchbill's own incidents: no matcher of the team file routes them. */
export const WATCHBILL_SERVICE: ServiceId = 'watchbill';
