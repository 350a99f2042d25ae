import type { PushConfig, SourceConfig } from '../../core/source/source-config';
import { alertmanagerSource } from './alertmanager';
import type { PolledSource } from './source';

/** Configurations of sources that we ask, rather than that send to us. */
export type PolledConfig = Exclude<SourceConfig, PushConfig>;

/** Every kind of source that is polled: one line each. A configuration without its adapter does not compile. */
export const POLLED_SOURCES: {
  readonly [Type in PolledConfig['type']]: PolledSource<Extract<PolledConfig, { type: Type }>>;
} = {
  alertmanager: alertmanagerSource(),
};
