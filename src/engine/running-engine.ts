import type { EngineHandlers } from '../contract/bridge';
import type { Listener as PaintListener } from './painter';

/** The engine: everything that is not a window. */
export type Engine = {
  /** Address of the listener; '' while it is not open. */
  readonly url: string;
  readonly port: number;
  /** The engine's own token; '' until the keychain gave it. */
  readonly token: string;
  readonly handlers: EngineHandlers;
  /**
   * Resolves when the listener was tried for the first time (see `url`). Paging and polling do not wait for it: it
   * needs the keychain, which may ask a person first.
   */
  readonly ready: Promise<void>;
  /** Views as they change; the first ones must be asked for (`status.get`, `ringing.get`). */
  subscribe(listener: PaintListener): () => void;
  /** What the system says about sleep and lock. */
  power(event: 'suspend' | 'resume' | 'lock' | 'unlock'): void;
  /** Stops in reverse order; what was accepted is on the disk then. */
  stop(): Promise<void>;
};
