import type { z } from 'zod';
import type { calls, pushes } from './calls';

export type CallName = keyof typeof calls;
export type PushName = keyof typeof pushes;
/** What a caller gives; defaults may be left out. */
export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** What a handler gets: checked, defaults filled in. */
export type Checked<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type Push<N extends PushName> = z.output<(typeof pushes)[N]>;

export type EngineCall = {
  [N in CallName]: (typeof calls)[N]['where'] extends 'engine' ? N : never;
}[CallName];
export type ShellCall = Exclude<CallName, EngineCall>;

/** A handler for every call of one process; a missing one does not compile. */
export type HandlersOf<Names extends CallName> = {
  readonly [N in Names]: (input: Checked<N>) => Output<N> | Promise<Output<N>>;
};
export type EngineHandlers = HandlersOf<EngineCall>;
export type ShellHandlers = HandlersOf<ShellCall>;

/** A call's answer as it crosses the boundary: errors are words for a person. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

/** What the preload puts at `window.watchbill`. */
export type Bridge = {
  call(name: CallName, input: unknown): Promise<Answer<unknown>>;
  on(name: PushName, listener: (payload: unknown) => void): () => void;
};
