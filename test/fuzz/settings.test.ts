import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstRunShape, settingsShape } from '../../src/contract/settings-shape';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { healSettings, printStored } from '../../src/main/settings-file';
import { combine, DEFAULTS, readStored } from '../../src/main/stored-settings';
import { openVault } from '../../src/main/vault';
import { guarded, soundProblem } from './guarded';
import { changedJson, damagedBytes } from './mutations';
import { assertHolds } from './runs';

/* The files that a desktop keeps about itself: settings, and the secrets of a machine without a keychain. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchbill-fuzz-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stored = {
  ...DEFAULTS,
  settings: { ...DEFAULTS.settings, theme: 'dark', volume: 0.3, port: 9099 },
  firstRun: { done: true, demo: false, folder: '/home/ada/team', person: 'ada' },
  shell: { window: { x: 1, y: 2, width: 800, height: 600, maximised: false }, plainSecrets: true },
  later: { of: 'a newer version' },
};
const damaged = (document: unknown) =>
  fc.oneof(
    { weight: 3, arbitrary: changedJson([document]).map((text) => Buffer.from(text)) },
    {
      weight: 1,
      arbitrary: damagedBytes([JSON.stringify(document), printStored(document as Record<string, unknown>)]),
    },
  );

describe('settings', () => {
  it('A14: any text: what is usable of it is used, and what comes out fits its shape', async () => {
    await assertHolds(400, damaged(stored), async (bytes) => {
      await guarded(() => {
        const reading = readStored(bytes.toString('utf8'));
        const made = combine(reading);
        expect(settingsShape.safeParse(made.settings).error).toBeUndefined();
        expect(firstRunShape.safeParse(made.firstRun).error).toBeUndefined();
        for (const bad of reading?.bad ?? []) soundProblem(bad, 100);
        // Written and read again it is whole.
        const again = readStored(printStored(made));
        expect(again?.bad).toEqual([]);
        // Keys that are not ours are kept as they are, but a number that no text can hold (-0, 1e999).
        const ours = (settings: unknown) => JSON.stringify(settingsShape.parse(settings));
        expect(ours(combine(again).settings)).toBe(ours(made.settings));
      });
    });
  });

  it('A15: a damaged file stays beside the one that takes its place, byte by byte', async () => {
    const path = join(folder, 'settings.json');
    await assertHolds(25, damaged(stored), async (bytes) => {
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'watchbill-fuzz-'));
      const file = join(folder, 'settings.json');
      writeFileSync(file, bytes);
      const healed = await guarded(() => healSettings(file, 1_795_000_000_000));
      expect(settingsShape.safeParse(healed.stored.settings).error).toBeUndefined();
      const aside = readdirSync(folder).filter((name) => name.includes('.corrupt-'));
      if (healed.problem === null) expect(aside).toEqual([]);
      else {
        soundProblem(healed.problem, 700);
        expect(aside).toHaveLength(1);
        expect(readFileSync(join(folder, aside[0] as string))).toEqual(bytes);
        expect(readStored(readFileSync(file, 'utf8'))?.bad).toEqual([]);
      }
    });
    expect(path).toContain('settings.json');
  });
});

describe('secrets', () => {
  const entries = {
    version: 1,
    entries: { token: { how: 'plain', data: 'abc' }, other: { how: 'encrypted', data: 'AAAA' } },
  };

  it('E7: a damaged file of secrets: those that are whole, or none; a new one can be kept', async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await assertHolds(25, damaged(entries), async (bytes) => {
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'watchbill-fuzz-'));
      const path = join(folder, 'secrets.json');
      writeFileSync(path, bytes);
      await guarded(async () => {
        const vault = openVault({
          path,
          log,
          now: () => 1_795_000_000_000,
          plainAllowed: true,
          keychain: {
            isAvailable: () => Promise.resolve(false),
            backend: () => 'basic_text',
            encrypt: () => Promise.reject(new Error('none')),
            decrypt: () => Promise.reject(new Error('none')),
          },
        });
        const value = await vault.get('token');
        expect(value === null || typeof value === 'string').toBe(true);
        await vault.set('fresh', 'secret');
        expect(await vault.get('fresh')).toBe('secret');
      });
    });
  });

  it('E7: the file of an engine without a window: read or refused in words', async () => {
    await assertHolds(25, damaged({ token: 'abc', other: 'def' }), async (bytes) => {
      const path = join(folder, 'secrets.json');
      writeFileSync(path, bytes);
      await guarded(async () => {
        const secrets = secretsFile(path);
        const value = await secrets.get('token').catch((error: unknown) => {
          soundProblem((error as Error).message, 500);
          return null;
        });
        expect(value === null || typeof value === 'string').toBe(true);
      });
    });
  });
});
