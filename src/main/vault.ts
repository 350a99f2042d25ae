import type { Log, Secrets } from '../engine/ports';
import { moveAside, readSmall, writeWhole } from './small-file';

const LIMIT = 10_000_000;

/** What encrypts; the system's keychain behind Electron's safeStorage. Its calls may throw. */
export type Keychain = {
  /** Name of what holds the key; `basic_text` and `unknown` hold none. */
  backend(): string;
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(blob: Buffer): Promise<string>;
};

export type VaultState = {
  readonly state: 'encrypted' | 'plain-file' | 'session-only';
  readonly backend: string;
  /** One sentence for a person. */
  readonly text: string;
};

export type Vault = {
  status(): Promise<VaultState>;
  /** Whether a file that is not encrypted may be used. False takes what stands there in clear off the disk. */
  allowPlain(allow: boolean): Promise<void>;
  /** True once a secret is kept that will be gone after a restart. */
  readonly losesSomething: boolean;
};

type Entry = { readonly how: 'encrypted' | 'plain'; readonly data: string };

export type VaultOptions = {
  readonly path: string;
  readonly plainAllowed: boolean;
  readonly keychain: Keychain;
  readonly log: Log;
  readonly now: () => number;
};

/**
 * Secrets by name in one file, written as a whole. Without a keychain they are kept in memory, or in clear when that
 * was allowed; a secret in clear is encrypted as soon as there is a keychain. A damaged file is moved aside.
 */
export function openVault(options: VaultOptions): Secrets & Vault {
  const { path, keychain, log } = options;
  const stored = readEntries(options);
  const memory = new Map<string, string>();
  let plainAllowed = options.plainAllowed;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: two writes must not overtake each other while a keychain thinks. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  };

  const save = () => {
    writeWhole(
      path,
      `${JSON.stringify({ version: 1, entries: Object.fromEntries(stored) }, null, 2)}\n`,
      0o600,
    );
  };

  const isEncrypting = async (): Promise<boolean> => {
    try {
      return (await keychain.isAvailable()) && !['basic_text', 'unknown'].includes(keychain.backend());
    } catch (error) {
      log.warn('the keychain does not answer', { problem: String(error) });
      return false;
    }
  };

  /** Puts it where it belongs now. Throws when the file cannot be written; it is then kept in memory. */
  const keep = async (name: string, value: string): Promise<void> => {
    memory.set(name, value);
    const entry = await seal(name, value);
    if (!entry) {
      if (stored.delete(name)) save();
      return;
    }
    stored.set(name, entry);
    save();
    memory.delete(name);
  };

  const seal = async (name: string, value: string): Promise<Entry | null> => {
    if (await isEncrypting()) {
      try {
        return { how: 'encrypted', data: (await keychain.encrypt(value)).toString('base64') };
      } catch (error) {
        log.warn('the keychain did not encrypt', { name, problem: String(error) });
      }
    }
    return plainAllowed ? { how: 'plain', data: value } : null;
  };

  const open = async (name: string): Promise<string | null> => {
    const held = memory.get(name);
    if (held !== undefined) return held;
    const entry = stored.get(name);
    if (!entry) return null;
    if (entry.how === 'plain') {
      if (await isEncrypting()) await keep(name, entry.data).catch(() => {});
      return entry.data;
    }
    try {
      return await keychain.decrypt(Buffer.from(entry.data, 'base64'));
    } catch (error) {
      // Another keyring, a copied profile: it has to be entered again. The blob stays until then.
      log.warn('a secret could not be decrypted and must be entered again', { name, problem: String(error) });
      return null;
    }
  };

  return {
    get: (name) => inTurn(() => open(name)),
    set: (name, value) =>
      inTurn(async () => {
        if (value !== null) return await keep(name, value);
        memory.delete(name);
        if (stored.delete(name)) save();
      }),
    status: async () => describe(await isEncrypting(), plainAllowed, keychain.backend()),
    allowPlain: (allow) =>
      inTurn(async () => {
        plainAllowed = allow;
        const movable: Array<[string, string]> = allow
          ? [...memory]
          : [...stored]
              .filter(([, entry]) => entry.how === 'plain')
              .map(([name, entry]) => [name, entry.data]);
        for (const [name, value] of movable) await keep(name, value);
      }),
    get losesSomething() {
      return memory.size > 0;
    },
  };
}

function describe(encrypting: boolean, plainAllowed: boolean, backend: string): VaultState {
  if (encrypting) {
    return {
      state: 'encrypted',
      backend,
      text: "Passwords and tokens are encrypted by the system's keychain.",
    };
  }
  if (plainAllowed) {
    return { state: 'plain-file', backend, text: 'Passwords and tokens are in a file, not encrypted.' };
  }
  return {
    state: 'session-only',
    backend,
    text: 'There is no keychain here: passwords and tokens are kept until Watchbill quits, then they must be entered again.',
  };
}

function readEntries({ path, log, now }: VaultOptions): Map<string, Entry> {
  const found = readSmall(path, LIMIT);
  if (found.kind === 'missing') return new Map();
  const entries = found.kind === 'text' ? parseEntries(found.text) : null;
  if (entries) return entries;
  const aside = moveAside(path, now());
  log.error('the file of secrets was damaged; they must be entered again', { aside });
  return new Map();
}

function parseEntries(text: string): Map<string, Entry> | null {
  try {
    const { entries } = JSON.parse(text) as { entries?: unknown };
    if (typeof entries !== 'object' || entries === null) return null;
    return new Map(
      Object.entries(entries as Record<string, Partial<Entry> | null>).flatMap(([name, entry]) =>
        entry && (entry.how === 'encrypted' || entry.how === 'plain') && typeof entry.data === 'string'
          ? [[name, { how: entry.how, data: entry.data }] as const]
          : [],
      ),
    );
  } catch {
    return null;
  }
}
