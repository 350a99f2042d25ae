import { POLLED_SOURCES, type PolledConfig } from './registry';
import type { PolledSource } from './source';

/** The adapter for a kind of source. */
export function findSource<Type extends PolledConfig['type']>(
  type: Type,
): PolledSource<Extract<PolledConfig, { type: Type }>> {
  return POLLED_SOURCES[type];
}
