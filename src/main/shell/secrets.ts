import { safeStorage } from 'electron';
import type { Log, Secrets } from '../../engine/ports';
import { openVault, type Keychain, type Vault } from '../vault';

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
      return isAsyncEncryptionAvailable
        ? await isAsyncEncryptionAvailable.call(safeStorage)
        : // eslint-disable-next-line typescript/no-deprecated -- all that older runtimes have
          safeStorage.isEncryptionAvailable();
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
