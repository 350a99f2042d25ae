import type { FromEngine, ToEngine } from '../contract/engine-link';
import type { Secrets } from '../engine/ports';

/** A keychain behind a prompt may take minutes; the engine must not wait for ever. */
const PATIENCE_MS = 120_000;

type Waiting = { readonly done: (value: string | null) => void; readonly failed: (error: Error) => void };

export type SecretsOverLink = Secrets & {
  /** Asks for a secret before it is needed; the first `get` of it then takes that answer. */
  askAhead(name: string): void;
  /** The shell's reply to a question of ours. */
  answered(message: Extract<ToEngine, { kind: 'secret' }>): void;
  /** Told every secret that passes, so that the log never shows it. */
  onSecret(listener: (secret: string) => void): void;
};

/** The engine's secrets, kept by the shell at the other end of the link (the keychain is reachable only there). */
export function secretsOverLink(say: (message: FromEngine) => void): SecretsOverLink {
  const waiting = new Map<number, Waiting>();
  const ahead = new Map<string, Promise<string | null>>();
  let lastId = 0;
  let listener: (secret: string) => void = () => {};

  const ask = (message: (id: number) => FromEngine): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error('the keychain did not answer'));
      }, PATIENCE_MS);
      waiting.set(id, {
        done: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        failed: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      say(message(id));
    });

  const question = (name: string) => ask((id) => ({ kind: 'secretGet', id, name }));

  return {
    askAhead: (name) => {
      const answer = question(name);
      answer.catch(() => {});
      ahead.set(name, answer);
    },
    get: async (name) => {
      const value = await (ahead.get(name) ?? question(name));
      ahead.delete(name);
      if (value !== null) listener(value);
      return value;
    },
    set: async (name, value) => {
      if (value !== null) listener(value);
      ahead.delete(name);
      await ask((id) => ({ kind: 'secretSet', id, name, value }));
    },
    answered: ({ id, value, error }) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (error) asker?.failed(new Error(error));
      else asker?.done(value);
    },
    onSecret: (next) => {
      listener = next;
    },
  };
}
