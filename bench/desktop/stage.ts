import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, startDesktop, type TestDesktop } from '../../test/helpers/desktop';
import { startWatcher, type Watcher } from './pixels';

/** A desktop to measure on: screen, window manager, notification daemon, and somebody who looks. */
export type Stage = {
  readonly desktop: TestDesktop;
  readonly watcher: Watcher;
  /** When a notification with this text in its title reached the daemon, ms since 1970; null for not yet. */
  notifiedAt(text: string): number | null;
  stop(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const desktop = await startDesktop({ notifications: false });
  const log = join(desktop.folder, 'arrived');
  const script = join(desktop.folder, 'note-time');
  writeFileSync(script, `#!/bin/sh\nprintf '%s %s\\n' "$(date +%s%N)" "$2" >> '${log}'\n`);
  chmodSync(script, 0o755);
  const config = join(desktop.folder, 'bench-dunstrc');
  // Bottom left and short: its bubbles must not be taken for a pop-up.
  const rules = [
    [
      'global',
      'origin = bottom-left',
      'offset = 10x10',
      'notification_limit = 0',
      'always_run_script = true',
    ],
    ['all', 'summary = "*"', 'timeout = 1', `script = ${script}`],
  ];
  writeFileSync(config, rules.map(([name, ...lines]) => [`[${name}]`, ...lines, ''].join('\n')).join('\n'));
  const dunst = spawn('dunst', ['-conf', config], { env: desktop.env, stdio: 'ignore', detached: true });
  dunst.once('error', () => {});
  const watcher = startWatcher(desktop.env);
  const abandon = () => {
    killGroup(dunst);
    void desktop.stop(); // what it kills, it kills before it first waits
  };
  process.once('exit', abandon);
  await sleep(300);
  return {
    desktop,
    watcher,
    notifiedAt: (text) => {
      if (!existsSync(log)) return null;
      const line = readFileSync(log, 'utf8')
        .split('\n')
        .find((each) => each.includes(text));
      return line === undefined ? null : Number(line.split(' ')[0]) / 1e6;
    },
    stop: async () => {
      process.off('exit', abandon);
      watcher.stop();
      killGroup(dunst);
      await desktop.stop();
    },
  };
}
