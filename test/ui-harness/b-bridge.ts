import type { Bridge, CallName, Input, Output, Push, PushName } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';

type Answers = { [N in CallName]?: Output<N> | ((input: Input<N>) => Output<N> | Promise<Output<N>>) };

/**
 * A bridge that answers what a test says, over the real contract: what goes in and comes out is parsed by the table's
 * own schemas, so that a screen tested here speaks to the real engine in the same words. Unanswered calls fail.
 */
export function fakeBridge(answers: Answers) {
  const listeners = new Map<PushName, Set<(payload: unknown) => void>>();
  const made: { name: CallName; input: unknown }[] = [];
  const bridge: Bridge = {
    call: async (name, input) => {
      made.push({ name, input });
      const answer = answers[name] as unknown;
      if (answer === undefined) return { ok: false, error: `nothing answers ${name} in this test` };
      try {
        const checked = calls[name].input.parse(input) as never;
        const value =
          typeof answer === 'function' ? await (answer as (input: never) => unknown)(checked) : answer;
        return { ok: true, value: calls[name].output.parse(value) };
      } catch (error) {
        return { ok: false, error: (error as Error).message };
      }
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
  };
  return {
    bridge,
    answers,
    made,
    /** Inputs of every call of a name, oldest first. */
    inputs: <N extends CallName>(name: N) =>
      made.filter((call) => call.name === name).map((call) => call.input as Input<N>),
    push: <N extends PushName>(name: N, payload: Push<N>) => {
      for (const listener of listeners.get(name) ?? []) listener(payload);
    },
  };
}
