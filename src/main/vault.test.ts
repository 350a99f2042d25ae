import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Keychain, openVault } from './vault';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-vault-'));
  path = join(folder, 'secrets.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A keychain with a key of its own (AES-GCM), so that another one's blobs really cannot be read. */
function keychain(backend = 'gnome_libsecret', available = true): Keychain {
  const key = randomBytes(32);
  return {
    backend: () => backend,
    isAvailable: () => Promise.resolve(available),
    encrypt: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
      return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
    },
    decrypt: async (blob) => {
      const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, 12));
      decipher.setAuthTag(blob.subarray(12, 28));
      return await Promise.resolve(
        Buffer.concat([decipher.update(blob.subarray(28)), decipher.final()]).toString(),
      );
    },
  };
}
const open = (chain: Keychain, plainAllowed = false) =>
  openVault({ path, plainAllowed, keychain: chain, log: silent, now: () => 0 });

describe('openVault', () => {
  it('3.4-a: keeps secrets encrypted, only for us, over a restart', async () => {
    const chain = keychain();
    await open(chain).set('source:prod', 'hunter22');
    expect(readFileSync(path, 'utf8')).not.toContain('hunter22');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = open(chain);
    expect(await again.get('source:prod')).toBe('hunter22');
    expect((await again.status()).state).toBe('encrypted');
    await again.set('source:prod', null);
    expect(await open(chain).get('source:prod')).toBeNull();
  });

  it.each(['basic_text', 'unknown'])(
    'does not take %s for a keychain, even when it says it encrypts',
    async (name) => {
      const vault = open(keychain(name));
      await vault.set('token:local', 'canary');
      expect(existsSync(path)).toBe(false);
      expect(await vault.get('token:local')).toBe('canary');
      expect(await vault.status()).toMatchObject({ state: 'session-only', backend: name });
      expect(vault.losesSomething).toBe(true);
      expect(await open(keychain(name)).get('token:local')).toBeNull();
    },
  );

  it('3.4-b: writes a file that is not encrypted only when that was allowed, and takes it back', async () => {
    const vault = open(keychain('basic_text', false));
    await vault.set('token:local', 'canary');
    await vault.allowPlain(true);
    expect((await vault.status()).state).toBe('plain-file');
    expect(vault.losesSomething).toBe(false);
    expect(await open(keychain('basic_text', false), true).get('token:local')).toBe('canary');
    await vault.allowPlain(false);
    expect(readFileSync(path, 'utf8')).not.toContain('canary');
    expect(await vault.get('token:local')).toBe('canary');
  });

  it('encrypts what stood in clear as soon as a keychain is there', async () => {
    await open(keychain('basic_text', false), true).set('token:local', 'canary');
    const chain = keychain();
    expect(await open(chain, true).get('token:local')).toBe('canary');
    expect(readFileSync(path, 'utf8')).not.toContain('canary');
    expect(await open(chain).get('token:local')).toBe('canary');
  });

  it("3.4-c: reports another keyring's blob as missing, keeps it, and takes a new secret", async () => {
    await open(keychain()).set('source:prod', 'old');
    const other = keychain();
    const vault = open(other);
    expect(await vault.get('source:prod')).toBeNull();
    expect(existsSync(path)).toBe(true);
    await vault.set('source:prod', 'new');
    expect(await open(other).get('source:prod')).toBe('new');
  });

  it('P9: survives a keychain that throws, and a damaged file', async () => {
    writeFileSync(path, '{"entries":');
    const vault = open({ ...keychain(), isAvailable: () => Promise.reject(new Error('prompt dismissed')) });
    await vault.set('a', '1');
    expect(await vault.get('a')).toBe('1');
    expect(readdirSync(folder).filter((name) => name.includes('.corrupt-'))).toHaveLength(1);
  });

  it('keeps names like __proto__ apart', async () => {
    const chain = keychain();
    await open(chain).set('__proto__', 'x');
    expect(await open(chain).get('__proto__')).toBe('x');
    expect(await open(chain).get('toString')).toBeNull();
  });
});
