import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckView } from '../../src/contract/readiness/readiness-views';
import { startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { ask, makeTeam, startApp, type TestApp } from '../helpers/desktop-app';

/**
 * What of E9 a machine says of itself: the real app on a real desktop, whose notification daemon is paused, hung and
 * killed, and which has no sound card. Readiness must say each of them, and say when it is over.
 */
let desktop: TestDesktop;
let app: TestApp;
let page: Page;

beforeAll(async () => {
  desktop = await startDesktop();
  app = await startApp(desktop, {
    args: [`--team=${makeTeam(desktop, 'sources: []\n')}`, '--me=ada'],
    env: { ALSA_CONFIG_PATH: '/dev/null', PULSE_SERVER: '/nonexistent' },
  });
  page = await app.main();
});
afterAll(async () => {
  await app?.kill();
  await desktop?.stop();
});

/** The check as it stands when the machine is read anew; readings within three seconds are one. */
async function check(id: string, state: CheckView['state']): Promise<CheckView> {
  let found: CheckView | undefined;
  await until(
    `${id} to be ${state}`,
    async () => {
      const { checks } = await ask(page, 'readiness.get', { fresh: true });
      found = checks.find((each) => each.id === id);
      return found?.state === state;
    },
    20_000,
  );
  return found as CheckView;
}

function daemon(): number {
  const { stdout } = desktop.run('busctl', '--user', 'status', 'org.freedesktop.Notifications');
  return Number(/^PID=(\d+)/m.exec(stdout)?.[1]);
}

describe.runIf(process.platform === 'linux')('readiness', () => {
  test('E9: readiness tells who shows notifications, and that nothing can be heard without a sound card', async () => {
    expect((await check('notifications', 'ok')).says).toBe('Dunst shows them.');
    expect((await check('do-not-disturb', 'ok')).says).toBe('Dunst is not paused.');
    expect((await check('sound', 'warn')).says).toContain('There is no sound device');
    expect((await ask(page, 'readiness.get', {})).light).not.toBe('ready');
  });

  test('E9: readiness tells that Do not disturb is on, and that it is over', async () => {
    desktop.run('dunstctl', 'set-paused', 'true');
    expect((await check('do-not-disturb', 'warn')).says).toContain('pop-up and sound still come');
    desktop.run('dunstctl', 'set-paused', 'false');
    expect((await check('do-not-disturb', 'ok')).says).toBe('Dunst is not paused.');
  });

  test('E9: readiness tells that sound is off in the settings', async () => {
    await ask(page, 'settings.set', { sound: 'off' });
    let said = '';
    await until('the setting to be told', async () => {
      const { checks } = await ask(page, 'readiness.get', {});
      said = checks.find(({ id }) => id === 'sound')?.says ?? '';
      return said.includes('off in the settings');
    });
    expect(said).toContain('Pages only show');
    await ask(page, 'settings.set', { sound: 'on' });
  });

  test('E9: readiness tells of a daemon that hangs, without hanging itself', async () => {
    const pid = daemon();
    process.kill(pid, 'SIGSTOP');
    try {
      const { says } = await check('notifications', 'warn');
      expect(says).toMatch(/does not answer.*pop-up does not need them/s);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await check('notifications', 'ok');
  });

  test('E9: readiness tells that no daemon runs', async () => {
    desktop.run('dbus-update-activation-environment', 'DISPLAY=:none');
    process.kill(daemon(), 'SIGKILL');
    let says = '';
    await until(
      'its end to be seen',
      async () => {
        const { checks } = await ask(page, 'readiness.get', { fresh: true });
        says = checks.find(({ id }) => id === 'notifications')?.says ?? '';
        return /no notification service runs/i.test(says);
      },
      20_000,
    );
    expect(says).not.toContain('shows them');
  });

  test('E9: a practice page proves the pop-up; the light says so', async () => {
    await ask(page, 'drill.start', {});
    await until('the page', async () => (await ask(page, 'ringing.get', {})).total === 1);
    const { pages } = await ask(page, 'ringing.get', {});
    await until('the pop-up to have reported', async () => {
      const { channels } = await ask(page, 'practice.get', {});
      return channels.some(({ channel, state }) => channel === 'popup' && state === 'delivered');
    });
    await ask(page, 'incident.acknowledge', { ids: pages.map(({ incident }) => incident) });
    await check('channel:popup', 'ok');
    await check('reach', 'ok');
    await until(
      'the result',
      async () => {
        const { drills } = await ask(page, 'drill.list', {});
        return drills[0]?.outcome === 'answered' && drills[0].passed;
      },
      30_000,
    );
    const { pageable } = await ask(page, 'status.get', {});
    expect(pageable?.text).toMatch(/^(Worth a look|Not pageable|Pageable): /);
  });
});
