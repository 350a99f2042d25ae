import type { Bridge, CallName, Input, Output, Push, PushName } from '../contract/bridge';

declare global {
  interface Window {
    readonly watchbill?: Bridge;
  }
}

/**
 * Asks main or the engine. The only file that touches `window.watchbill`.
 * @throws Error whose message is words for a person.
 */
export async function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  if (!window.watchbill)
    throw new Error('This window is not connected to Watchbill. Close it and open it again.');
  const answer = await window.watchbill.call(name, input);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as Output<N>;
}

/** Hears a push until the returned function is called. */
export function on<N extends PushName>(name: N, listener: (payload: Push<N>) => void): () => void {
  if (!window.watchbill) return () => {};
  return window.watchbill.on(name, (payload) => listener(payload as Push<N>));
}
