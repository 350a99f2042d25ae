import type { SourceId } from '../kernel/ids';
import type { AlertmanagerConfig } from '../source/source-config';
import type { Draft } from './draft';

/** The configuration of a polled source; null for senders and for a source that left the team file. */
export function polledConfig(draft: Draft, source: SourceId): AlertmanagerConfig | null {
  const config = draft.team.sources.find((candidate) => candidate.id === source);
  return config?.type === 'alertmanager' ? config : null;
}
