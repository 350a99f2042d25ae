import type { Bridge } from '../../src/contract/bridge';
import { calls } from '../../src/contract/calls';

/** A bridge whose calls and answers must be as the contract has them; an answer that is not becomes an error. */
export function checkedBridge(bridge: Bridge): Bridge {
  return {
    call: async (name, input) => {
      const checked = calls[name].input.safeParse(input);
      if (!checked.success) return { ok: false, error: `wrong input of ${name}: ${checked.error.message}` };
      const answer = await bridge.call(name, checked.data);
      if (!answer.ok) return answer;
      const value = calls[name].output.safeParse(answer.value);
      return value.success
        ? { ok: true, value: value.data }
        : { ok: false, error: `wrong answer of ${name}: ${value.error.message}` };
    },
    on: (name, listener) => bridge.on(name, listener),
  };
}
