import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { killGroup } from '../../test/helpers/desktop';
import type { Bench } from '../bench-options';
import { clockMs } from '../desktop/pixels';
import type { Stage } from '../desktop/stage';

/** Nagstamon of Debian's packages, started on as many sources as we are. */
export type Nagstamon = {
  readonly pid: number;
  /** ms from its start until its window was there. */
  readonly shown: number;
  kill(): void;
};

export const hasNagstamon = (): boolean => existsSync('/usr/bin/nagstamon');

/** @param urls of Alertmanagers; polled every 15 s. @returns null when it does not come up */
export async function startNagstamon(
  bench: Bench,
  stage: Stage,
  urls: readonly string[],
): Promise<Nagstamon | null> {
  const folder = mkdtempSync(join(bench.folder, 'nagstamon-'));
  writeConfig(folder, urls);
  const startedAt = clockMs();
  const child = spawn('nagstamon', [folder], { env: stage.desktop.env, stdio: 'ignore', detached: true });
  const kill = () => killGroup(child);
  process.once('exit', kill);
  const found = { pid: child.pid ?? 0, kill };
  while (clockMs() - startedAt < 20_000 && isAlive(child)) {
    const { ok } = stage.desktop.run('xdotool', 'search', '--onlyvisible', '--name', '^Nagstamon$');
    if (ok) return { ...found, shown: clockMs() - startedAt };
    await sleep(5);
  }
  kill();
  return null;
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

function writeConfig(folder: string, urls: readonly string[]): void {
  mkdirSync(join(folder, 'servers'));
  const lines = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `${name} = ${value}\n`);
  const main = {
    update_interval_seconds: '15',
    use_system_keyring: 'False',
    // A window as ours has one, in place of its bar: where no panel has a tray both need one to be seen.
    statusbar_floating: 'False',
    icon_in_systray: 'False',
    windowed: 'True',
    check_for_new_version: 'False',
    notification: 'False',
  };
  writeFileSync(join(folder, 'nagstamon.conf'), ['[Nagstamon]\n', ...lines(main)].join(''));
  for (const [index, url] of urls.entries()) {
    const nobody = obscured('');
    const server = {
      enabled: 'True',
      type: 'Alertmanager',
      name: `am-${index}`,
      monitor_url: url,
      monitor_cgi_url: url,
      username: nobody,
      password: nobody,
      proxy_username: nobody,
      proxy_password: nobody,
      save_password: 'True',
      alertmanager_filter: '',
    };
    const path = join(folder, 'servers', `server_am-${index}.conf`);
    writeFileSync(path, [`[server_am-${index}]\n`, ...lines(server)].join(''));
  }
}

/** As its own Config.py writes names and passwords; it ends on what it cannot read. */
function obscured(text: string): string {
  let bytes = Buffer.from(text);
  for (let round = 0; round < 5; round++)
    bytes = deflateSync(Buffer.from([...bytes.toString('base64')].reverse().join('')));
  return bytes.toString('base64');
}
