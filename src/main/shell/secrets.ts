import { execFile } from 'node:child_process';
import { safeStorage } from 'electron';
import type { Log, Secrets } from '../../engine/ports';
import { type Keychain, openVault, type Vault } from '../vault';

/**
 * Secrets behind the system's keychain, by the rules of reliability 3.4: encrypted only where a real keychain holds
 * the key; otherwise in memory until the app quits, or, when the person allowed it, in a 0600 file that is not
 * encrypted. What cannot be decrypted any more counts as missing: it is asked for again.
 */
export function openSecrets(
  path: string,
  plainAllowed: boolean,
  log: Log,
  now: () => number,
): Secrets & Vault {
  return openVault({ path, plainAllowed, keychain: systemKeychain(), log, now });
}

/** Electron's safeStorage; asynchronous where the runtime has it, since a keyring's prompt would freeze us (rule d). */
function systemKeychain(): Keychain {
  // The types are those of a newer Electron than may be running.
  const storage: Partial<typeof safeStorage> = safeStorage;
  return {
    backend: () =>
      process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform,
    isAvailable: async () => {
      const { isAsyncEncryptionAvailable } = storage;
      if (isAsyncEncryptionAvailable) return await isAsyncEncryptionAvailable.call(safeStorage);
      // All that older runtimes have waits, on the thread that pages, until somebody unlocks the keyring.
      if (process.platform === 'linux' && !(await isBackendOpen())) return false;
      // eslint-disable-next-line typescript/no-deprecated -- see above
      return safeStorage.isEncryptionAvailable();
    },
    encrypt: async (text) => {
      const { encryptStringAsync } = storage;
      return encryptStringAsync
        ? await encryptStringAsync.call(safeStorage, text)
        : // eslint-disable-next-line typescript/no-deprecated -- all that older runtimes have
          safeStorage.encryptString(text);
    },
    decrypt: async (blob) => {
      const { decryptStringAsync } = storage;
      if (decryptStringAsync) return (await decryptStringAsync.call(safeStorage, blob)).result;
      // eslint-disable-next-line typescript/no-deprecated -- all that older runtimes have
      return safeStorage.decryptString(blob);
    },
  };
}

async function isBackendOpen(): Promise<boolean> {
  return safeStorage.getSelectedStorageBackend() !== 'gnome_libsecret' || (await isKeyringOpen());
}

/** Whether the default keyring is there and unlocked, asked in a process of its own and for 2 seconds at most. */
async function isKeyringOpen(): Promise<boolean> {
  const question = [
    '--session',
    '--print-reply',
    '--reply-timeout=2000',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ];
  return await new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: 2_500 }, (error, stdout) => {
      resolve(!error && stdout.includes('boolean false'));
    });
  });
}
