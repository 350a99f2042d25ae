import type { ChannelType } from '../channels/channel-type';
import type { Secrets } from '../ports';
import { channelSecretName, type OwnChannel } from './own-channel';

/**
 * `set`: the keychain has it. `unset`: it was never given. `gone`: it was given and the keychain has it no more.
 * `locked`: the keychain could not be asked.
 */
export type SecretState = 'set' | 'unset' | 'gone' | 'locked';

export type FilledSecrets =
  | { readonly ok: true; readonly values: Readonly<Record<string, string>> }
  /** `again`: the keychain could not be asked, and may open. */
  | { readonly ok: false; readonly why: string; readonly again: boolean };

/** Secrets of own channels, asked of the keychain; values never leave but for sending. */
export type ChannelSecrets = {
  /** Asks the keychain anew for all secrets of a channel. Never throws. */
  look(channel: OwnChannel, type: ChannelType | undefined): Promise<void>;
  /** As they were when last asked. */
  states(channel: OwnChannel, type: ChannelType | undefined): Readonly<Record<string, SecretState>>;
  /** All secrets of a channel, for sending; never throws. */
  fill(channel: OwnChannel, type: ChannelType): Promise<FilledSecrets>;
  /**
   * Keeps what was typed (null forgets). All or nothing: what was kept before a failure is put back.
   * @returns how to undo it; @throws Error in words when the keychain does not take one
   */
  keep(id: string, given: Readonly<Record<string, string | null>>): Promise<() => Promise<void>>;
  forget(id: string): void;
};

export function makeChannelSecrets(secrets: Secrets): ChannelSecrets {
  const known = new Map<string, SecretState>();

  async function ask(channel: OwnChannel, key: string): Promise<string | Error | null> {
    const name = channelSecretName(channel.id, key);
    try {
      const value = await secrets.get(name);
      known.set(name, value !== null ? 'set' : channel.secrets.includes(key) ? 'gone' : 'unset');
      return value;
    } catch (error) {
      known.set(name, 'locked');
      return error as Error;
    }
  }

  async function keep(id: string, given: Readonly<Record<string, string | null>>) {
    const before: Array<readonly [string, string | null]> = [];
    const undo = async (): Promise<void> => {
      // What the keychain does not take back now is entered again by the person: the save was refused and said so.
      for (const [name, value] of before) await secrets.set(name, value).catch(() => undefined);
    };
    for (const [key, value] of Object.entries(given)) {
      const name = channelSecretName(id, key);
      try {
        const old = await secrets.get(name);
        await secrets.set(name, value);
        before.push([name, old]);
      } catch (error) {
        await undo();
        throw new Error(`the keychain did not take it (${(error as Error).message})`, { cause: error });
      }
    }
    return undo;
  }

  return {
    async look(channel, type) {
      for (const { key } of secretFields(type)) await ask(channel, key);
    },
    states(channel, type) {
      return Object.fromEntries(
        secretFields(type).map(({ key }) => [
          key,
          known.get(channelSecretName(channel.id, key)) ?? (channel.secrets.includes(key) ? 'set' : 'unset'),
        ]),
      );
    },
    async fill(channel, type) {
      const values: Record<string, string> = {};
      for (const { key, title, needed } of secretFields(type)) {
        if (!needed && !channel.secrets.includes(key)) continue;
        const value = await ask(channel, key);
        if (value instanceof Error)
          return {
            ok: false,
            again: true,
            why: `the keychain does not give its ${lower(title)}: ${value.message}`,
          };
        if (value === null)
          return {
            ok: false,
            again: false,
            why: `its ${lower(title)} is not in the keychain${channel.secrets.includes(key) ? ' any more' : ''}: enter it under “How you are reached”`,
          };
        values[key] = value;
      }
      return { ok: true, values };
    },
    keep,
    forget(id) {
      for (const name of known.keys()) if (name.startsWith(channelSecretName(id, ''))) known.delete(name);
    },
  };
}

export function secretFields(type: ChannelType | undefined): ChannelType['fields'] {
  return type?.fields.filter(({ kind }) => kind === 'secret') ?? [];
}

/** In the middle of a sentence: `Access token` is `access token`, `API key` stays. */
function lower(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
