import type { SourceConfig } from '../../core/source/source-config';
import type { SilenceRequest, SilenceResult, SourceAnswer, SourceDeps } from '../ports';

/** A monitoring system that is polled: one file, one line in the registry. */
export type PolledSource<Config extends SourceConfig> = {
  readonly type: Config['type'];
  readonly title: string;
  /** What it can truly do; the screen offers nothing else. */
  readonly can: { readonly acknowledge: boolean };
  /** Reads all firing alerts. Never throws; gives up at its own deadline or when the signal aborts. */
  read(config: Config, deps: SourceDeps): Promise<SourceAnswer>;
  /** Writes a silence and reads it back. Only where `can.acknowledge`. Never throws. */
  silence(config: Config, request: SilenceRequest, deps: SourceDeps): Promise<SilenceResult>;
  /** Ends a silence and reads back that it ended; one that is not there any more counts as ended. Never throws. */
  unsilence(config: Config, silenceId: string, deps: SourceDeps): Promise<SilenceResult>;
};
