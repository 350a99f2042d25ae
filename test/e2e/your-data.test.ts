import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { doorOf, post, resize } from '../helpers/app-calls';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';
import { seedStore } from '../helpers/seeded-store';

/* What a person does to the stored data in the settings of the real app, by keyboard. */
let desktop: TestDesktop;
let app: TestApp | null = null;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: false });
});
afterEach(async () => {
  await app?.kill();
  app = null;
});
afterAll(async () => {
  await desktop?.stop();
});

async function open(): Promise<{ page: Page; data: string; team: string; running: TestApp }> {
  const team = makeTeam(desktop, 'sources:\n  - { id: prod, type: push, title: "Production" }\n');
  const data = join(desktop.folder, `data-${Math.random().toString(36).slice(2)}`);
  await seedStore(data, { count: 30, quiet: 2 });
  app = await startApp(desktop, { args: [`--team=${team}`, '--me=ada'], data });
  const page = await app.main();
  await resize(app, 1000, 700);
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('region', { name: 'Your data' }).waitFor();
  return { page, data, team, running: app };
}

/** Presses a button as somebody does who has no mouse. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name }).first().and(page.locator(':enabled'));
  await button.focus({ timeout: 15_000 });
  await page.keyboard.press('Enter');
}

const stored = async (page: Page) => {
  const { counts } = await ask(page, 'queue.window', {
    filter: { status: 'all', severities: [], services: [], sources: [], text: '' },
    offset: 0,
    limit: 1,
  });
  return counts.open + counts.acknowledged + counts.resolved;
};

describe('your data', () => {
  it('is backed up and put back on screen: the pager starts anew by itself, and what was replaced is a backup, too', async () => {
    const { page } = await open();
    const door = await doorOf(page, 'prod');
    await press(page, 'Back up now');
    await page.getByText(/Backed up 30 incidents/).waitFor();
    expect(
      await post(door, '/api/v1/alerts', { title: 'Came later', severity: 'info', dedupKey: 'later' }),
    ).toBe(200);
    // Accepted is durable; the lists have it a moment later.
    await until('it in the lists', async () => (await stored(page)) === 31);

    await press(page, 'Restore…');
    await press(page, /^Restore the backup of/);
    await page.getByText(/1 incident that came after it/).waitFor();
    await press(page, 'Restore it');
    await until('the backup', async () => (await stored(page).catch(() => -1)) === 30, 30_000);
    await page.getByText(/The backup of .* is in place/).waitFor();
    expect(
      await post(await doorOf(page, 'prod'), '/api/v1/alerts', { title: 'And goes on', severity: 'info' }),
    ).toBe(200);
    await until('it in the lists', async () => (await stored(page)) === 31);
  });

  it('is exported to where the person says', async () => {
    const { page, running, data } = await open();
    // Settings are written when something was chosen, and a moment later.
    await ask(page, 'settings.set', { theme: 'dark' });
    await until('settings on the disk', () => existsSync(join(data, 'settings.json')));
    const to = join(desktop.folder, 'all.jsonl');
    await running.electron.evaluate(({ dialog }, filePath) => {
      Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
    }, to);
    await press(page, 'Export…');
    await page.getByText(/Saved all\.jsonl: \d+ lines/).waitFor();
    const lines = readFileSync(to, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const types = new Set(lines.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining(['header', 'settings', 'team', 'incident', 'fact', 'end']),
    );
    expect(lines.filter(({ type }) => type === 'incident')).toHaveLength(30);
  });

  it('is deleted after the word was typed: nothing of it is left, the team stays, and the app starts as for the first time', async () => {
    const { page, data, team, running } = await open();
    await ask(page, 'settings.set', { startAtLogin: true, theme: 'dark' });
    const autostart = join(
      desktop.env.XDG_CONFIG_HOME ?? join(desktop.env.HOME ?? '', '.config'),
      'autostart',
      'watchbill.desktop',
    );
    expect(existsSync(autostart)).toBe(true);
    writeFileSync(join(data, 'of-a-person.txt'), 'stays');
    mkdirSync(join(data, 'data', 'backups'), { recursive: true });
    const gone = new Promise((done) => running.electron.process().once('exit', done));
    await press(page, 'Delete…');
    await page.getByLabel('Type delete to confirm').focus();
    await page.keyboard.type('delete');
    await page.keyboard.press('Enter');
    await gone;
    // The one that was started anew holds the lock of the folder.
    const pid = (): number => {
      try {
        return Number(readlinkSync(join(data, 'SingletonLock')).split('-').at(-1));
      } catch {
        return 0;
      }
    };
    const alive = (): boolean => {
      try {
        return pid() > 0 && pid() !== running.pid && process.kill(pid(), 0);
      } catch {
        return false;
      }
    };
    await until('the next start', alive, 30_000);
    const next = pid();
    try {
      await until('the deletion', () => !existsSync(join(data, 'erase.json')), 20_000);
      expect(existsSync(join(data, 'data', 'watchbill.db'))).toBe(false);
      expect(existsSync(autostart)).toBe(false);
      expect(existsSync(join(team, 'watchbill.yaml'))).toBe(true);
      expect(readFileSync(join(data, 'of-a-person.txt'), 'utf8')).toBe('stays');
      const line = execFileSync('ps', ['-o', 'args=', '-p', String(next)]).toString();
      expect(line).toContain(`--data=${data}`);
      expect(line).not.toMatch(/--team|--me/);
    } finally {
      process.kill(next, 'SIGTERM');
      await until('its end', () => !alive(), 15_000);
    }
    const left = existsSync(join(data, 'data')) ? readdirSync(join(data, 'data')) : [];
    expect(left.filter((name) => /watchbill|secrets|desktop|backups/.test(name))).toEqual([]);
    const settings = join(data, 'settings.json');
    if (lstatSync(settings, { throwIfNoEntry: false }))
      expect(readFileSync(settings, 'utf8')).not.toContain('"dark"');
    // And the welcome is there for whoever opens it.
    app = await startApp(desktop, { data });
    await (await app.main()).getByRole('heading', { name: 'Who is paged here?' }).waitFor();
  });
});
