import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { popupVisible, realFocus } from '../helpers/app-calls';
import { killGroup, startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, startApp, type TestApp } from '../helpers/desktop-app';

/** The first minutes of a new person, by keyboard alone: welcome, a real Alertmanager with a password, a page that is seen and heard. */
const SECRET = 'correct-horse-battery-staple-7';
let desktop: TestDesktop;
let alertmanager: RunningAlertmanager;
let speaker: Speaker | null;
let app: TestApp;
let page: Page;
let folder: string;

beforeAll(async () => {
  desktop = await startDesktop({ keyring: true });
  folder = join(desktop.folder, 'our team');
  alertmanager = await startAlertmanager({ basicAuth: { username: 'watchbill', password: SECRET } });
  speaker = await startSpeaker(desktop);
});

afterAll(async () => {
  await app?.kill();
  speaker?.stop();
  await alertmanager?.stop();
  await desktop?.stop();
});

type Speaker = {
  /** The loudest sample since the last call, 0–32768. */
  loudest(): number;
  stop(): void;
};

/** A sound card that plays into nothing, and a recorder at its output. */
async function startSpeaker(on: TestDesktop): Promise<Speaker | null> {
  if (!existsSync('/usr/bin/pulseaudio') || !existsSync('/usr/bin/parec')) return null;
  const children: ChildProcess[] = [];
  const start = (command: string, ...args: string[]) => {
    const child = spawn(command, args, { env: on.env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    children.push(child);
    return child;
  };
  mkdirSync(join(on.env.XDG_RUNTIME_DIR as string, 'pulse'), { recursive: true, mode: 0o700 });
  start(
    'pulseaudio',
    '-n',
    '--daemonize=no',
    '--exit-idle-time=-1',
    '--load=module-native-protocol-unix',
    '--load=module-null-sink sink_name=ears',
  );
  await until('a sound server', () => on.run('pactl', 'get-default-sink').stdout.trim() === 'ears', 15_000);
  const recorder = start(
    'parec',
    '--device=ears.monitor',
    '--format=s16le',
    '--channels=1',
    '--rate=8000',
    '--raw',
  );
  let loudest = 0;
  recorder.stdout?.on('data', (bytes: Buffer) => {
    for (let at = 0; at + 1 < bytes.length; at += 2)
      loudest = Math.max(loudest, Math.abs(bytes.readInt16LE(at)));
  });
  return {
    loudest: () => {
      const heard = loudest;
      loudest = 0;
      return heard;
    },
    stop: () => {
      for (const child of children.reverse()) killGroup(child);
    },
  };
}

/** As the keyboard of the machine does it: through the X server, to whichever window has the keyboard. */
function press(...keys: string[]): void {
  desktop.run('xdotool', 'key', '--delay', '8', ...keys);
}

/** Presses Tab until the element with this name has the keyboard; the outline must show it. @throws when it is never reached */
async function tabTo(role: Parameters<Page['getByRole']>[0], name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  await wanted.waitFor({ timeout: 5_000 });
  const reached = () => wanted.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < 30; i++) {
    if (await reached()) return;
    const before = await page.evaluateHandle(() => document.activeElement);
    press('Tab');
    await page.waitForFunction((was) => document.activeElement !== was, before, { timeout: 2_000 });
  }
  throw new Error(`Tab does not reach ${role} ${name}`);
}

async function fill(label: string, text: string): Promise<void> {
  await tabTo('textbox', label);
  const typed = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  // On a busy machine the X server loses a synthetic key now and then: a person would type it again, too.
  for (let attempt = 0; attempt < 3; attempt++) {
    press('ctrl+a');
    desktop.run('xdotool', 'type', '--delay', '8', text);
    const well = await until('the text', async () => (await typed()) === text, 3_000).then(
      () => true,
      () => false,
    );
    if (well) return;
  }
  expect(await typed()).toBe(text);
}

describe('the first run, by keyboard alone', () => {
  it('begins with the welcome and makes a team', async () => {
    app = await startApp(desktop);
    page = await app.main();
    await realFocus(page, await app.popup());
    await page.getByRole('heading', { name: 'Who is paged here?' }).waitFor();
    await fill('Team folder', folder);
    await page.getByText('A new folder: it will be made').waitFor();
    await fill('Name of the team', 'Payments & Ledger');
    await fill('Your name', 'Ada Okafor');
    await fill('E-mail (optional)', 'ada@example.com');
    await tabTo('button', 'Create the team');
    press('Return');
    await page.getByRole('heading', { name: 'Where do your alerts come from?' }).waitFor({ timeout: 15_000 });
    const file = readFileSync(join(folder, 'watchbill.yaml'), 'utf8');
    expect(file).toMatch(/Payments & Ledger/);
    expect(file).toMatch(/Ada Okafor/);
  });

  it('adds a real Alertmanager with a password, tried before it is saved', async () => {
    await alertmanager.fire([
      {
        labels: { alertname: 'LedgerSlow', severity: 'none' },
        annotations: { summary: 'The ledger is slow' },
      },
    ]);
    await fill('Address of the Alertmanager', alertmanager.url);
    await fill('Name', 'prod');
    await tabTo('radio', 'None');
    press('Right');
    await fill('User name', 'watchbill');
    await fill('Password', 'wrong');
    await tabTo('button', 'Try it now');
    press('Return');
    const said = page.locator('.source-form-said');
    await expect.poll(() => said.textContent(), { timeout: 10_000 }).toMatch(/401|password|sign/i);
    expect(await said.textContent()).not.toContain(SECRET);
    await fill('Password', SECRET);
    await tabTo('button', 'Try it now');
    press('Return');
    await expect.poll(() => said.textContent(), { timeout: 10_000 }).toMatch(/\b1 alert\b/);
    await tabTo('button', 'Save and go on');
    press('Return');
    await tabTo('button', 'Next');
    press('Return');
    await page.getByRole('heading', { name: 'Can a page reach you?' }).waitFor();
    const file = readFileSync(join(folder, 'watchbill.yaml'), 'utf8');
    expect(file).toContain(alertmanager.url);
    expect(file).not.toContain(SECRET);
  });

  it('pages for practice: pop-up, notification and sound really arrive', async () => {
    speaker?.loudest();
    await tabTo('button', 'Page me now');
    press('Return');
    await until('the pop-up', () => popupVisible(app), 10_000);
    await until('the notification', () => desktop.notified().length > 0, 10_000);
    expect(desktop.notified()[0]).toMatchObject({ app: 'Watchbill', urgency: 'CRITICAL' });
    const row = (title: string) => page.locator('.practice-channel', { hasText: title });
    await row('Pop-up').getByText('Arrived').waitFor({ timeout: 10_000 });
    await row('Notification').getByText('Arrived').waitFor({ timeout: 10_000 });
    if (speaker) {
      await row('Sound').getByText('Arrived').waitFor({ timeout: 15_000 });
      let heard = 0;
      await until(
        'a sound at the output',
        () => {
          heard = Math.max(heard, speaker?.loudest() ?? 0);
          return heard > 500;
        },
        15_000,
      );
    } else {
      await row('Sound').getByText('Refused').waitFor({ timeout: 15_000 });
      await row('Sound').getByText('this desktop has no sound output').waitFor();
    }
    // Answered as a person would: the shortcut brings the keyboard, one key answers.
    desktop.run('xdotool', 'key', 'ctrl+alt+p');
    const popup = await app.popup();
    await popup.locator('.answers[data-armed]').first().waitFor({ timeout: 10_000 });
    desktop.run('xdotool', 'key', 'a');
    await until('silence', async () => !(await popupVisible(app)), 5_000);
    await page.getByText('You answered after').waitFor({ timeout: 5_000 });
    if (speaker) {
      // The soft sign that it was answered has passed; then nothing is to be heard.
      const { loudest } = speaker;
      let quietSince = Date.now();
      await until(
        'silence at the output',
        () => {
          if (loudest() > 50) quietSince = Date.now();
          return Date.now() - quietSince > 1_500;
        },
        10_000,
      );
    }
  });

  it('ends in the queue, with what really burns', async () => {
    await tabTo('button', 'Open Watchbill');
    press('Return');
    await page
      .getByRole('listbox', { name: 'Incidents' })
      .getByText('The ledger is slow')
      .waitFor({ timeout: 15_000 });
    expect(await page.getByText('Can a page reach you?').count()).toBe(0);
  });

  it('does not greet again, and the source is asked with the secret from the keychain', async () => {
    const { data } = app;
    await app.close();
    app = await startApp(desktop, { data });
    page = await app.main();
    await page
      .getByRole('listbox', { name: 'Incidents' })
      .getByText('The ledger is slow')
      .waitFor({ timeout: 15_000 });
    expect(await page.getByText('Who is paged here?').count()).toBe(0);
    await until(
      'a read after the restart',
      async () =>
        (await ask(page, 'sources.list', {})).some(({ id, state }) => id === 'prod' && state === 'ok'),
      10_000,
    );
    expect(await ask(page, 'secrets.status', {})).toMatchObject({ state: 'encrypted' });
    const found = desktop.run('grep', '-rlaF', SECRET, folder, data);
    expect(found.stdout).toBe('');
  });

  it('says honestly that no sound is to be had where there is none', async () => {
    speaker?.stop();
    speaker = null;
    const { data } = app;
    await app.close();
    app = await startApp(desktop, { data });
    page = await app.main();
    await ask(page, 'practice.start', {});
    const said = async () =>
      (await ask(page, 'practice.get', {})).channels.find(({ channel }) => channel === 'sound');
    await expect
      .poll(said, { timeout: 15_000 })
      .toMatchObject({ state: 'refused', detail: 'this desktop has no sound output' });
  });
});
