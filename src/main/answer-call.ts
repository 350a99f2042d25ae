import { z } from 'zod';
import type { Answer, CallName, HandlersOf } from '../contract/bridge';
import { calls } from '../contract/calls';
import type { Log } from '../engine/ports';

export type AnswerCallOptions = {
  readonly handlers: HandlersOf<CallName>;
  readonly log: Log;
  /** Checks answers too: in development, to find a handler that does not keep to the contract. */
  readonly checkOutput: boolean;
};

/**
 * Answers one call of a screen: the name must be in the table, the input must fit its schema; errors become words.
 * Never throws, whatever came in.
 */
export async function answerCall(
  name: unknown,
  input: unknown,
  options: AnswerCallOptions,
): Promise<Answer<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
    options.log.warn('refused a call that is not in the table', {
      name: typeof name === 'string' ? name.slice(0, 100) : typeof name,
    });
    return { ok: false, error: 'There is no such call.' };
  }
  return await answerKnown(name as CallName, input, options);
}

async function answerKnown(
  name: CallName,
  input: unknown,
  { handlers, log, checkOutput }: AnswerCallOptions,
): Promise<Answer<unknown>> {
  try {
    const checked = calls[name].input.safeParse(input);
    if (!checked.success) {
      log.warn('refused the input of a call', { name, problem: firstProblem(checked.error) });
      return { ok: false, error: `Not possible: ${firstProblem(checked.error)}.` };
    }
    const handler = handlers[name] as (input: unknown) => unknown;
    const value = await handler(checked.data);
    if (checkOutput) {
      const output = calls[name].output.safeParse(value);
      if (!output.success) {
        log.error('an answer does not fit the contract', {
          name,
          problem: z.prettifyError(output.error).slice(0, 500),
        });
        return { ok: false, error: `Watchbill made a mistake in ${name}: ${firstProblem(output.error)}.` };
      }
    }
    return { ok: true, value };
  } catch (error) {
    log.warn('a call failed', { name, problem: error });
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The first thing wrong, short and without the value itself (it may be a secret, or 50 MB). */
function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'not understood';
  const where = issue.path.map(String).join('.').slice(0, 100);
  return `${where ? `${where}: ` : ''}${issue.message.slice(0, 200)}`;
}
