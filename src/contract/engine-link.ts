import type { Answer, EngineCall, Push, PushName } from './bridge';

/** What passes between the shell and the engine's process; both ends are ours, so shapes are types only. */
export type ToEngine =
  | {
      readonly kind: 'start';
      readonly teamFolder: string;
      readonly dataFolder: string;
      readonly me: string;
      readonly port: number;
      readonly version: string;
      /** Picture shown on notifications, a path. */
      readonly icon: string;
      /** Prepares the demo's history first, and lets an alert fire every now and then. */
      readonly demo: boolean;
      /** Settings of the app, for an export of everything. */
      readonly settingsFile: string;
    }
  | { readonly kind: 'call'; readonly id: number; readonly name: EngineCall; readonly input: unknown }
  | { readonly kind: 'secret'; readonly id: number; readonly value: string | null; readonly error: string }
  | { readonly kind: 'power'; readonly event: 'suspend' | 'resume' | 'unlock' | 'lock' }
  /** Is anybody there? Answered at once by `pong`. */
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'stop' };

export type FromEngine =
  | { readonly kind: 'started'; readonly url: string; readonly port: number }
  | { readonly kind: 'startFailed'; readonly error: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer<unknown> }
  | { [N in PushName]: { readonly kind: 'push'; readonly name: N; readonly payload: Push<N> } }[PushName]
  /** The engine asks the keychain. `set` with null forgets. */
  | { readonly kind: 'secretGet'; readonly id: number; readonly name: string }
  | { readonly kind: 'secretSet'; readonly id: number; readonly name: string; readonly value: string | null }
  | { readonly kind: 'pong'; readonly id: number }
  /** Something was put in place that only a new engine reads: it wants to be stopped and started again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'stopped' };
