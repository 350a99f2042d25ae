import { POLLED_SOURCES, type PolledConfig } from './registry';
import type { PolledSource } from './source';

/** The adapter for a kind of source. It is given configurations of that kind only: `findSource(config.type).read(config, …)`. */
export function findSource(type: PolledConfig['type']): PolledSource<PolledConfig> {
  return POLLED_SOURCES[type];
}
