import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A notification as the desktop's daemon got it. */
export type Notified = {
  readonly app: string;
  readonly summary: string;
  readonly body: string;
  readonly urgency: string;
};

/** How a program ended, and what it wrote. */
export type Ran = { readonly ok: boolean; readonly stdout: string; readonly stderr: string };

/** A whole desktop of our own: screen, session bus, window manager, and what else was asked for. */
export type TestDesktop = {
  /** For everything that runs on it; its home is a folder that is removed at the end. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder that is removed at the end. */
  readonly folder: string;
  /** What arrived at the notification daemon so far. */
  notified(): Notified[];
  /** Writes what is on the screen into a PNG file. */
  screenshot(file: string): void;
  /** Runs a program on it to its end. */
  run(command: string, ...args: string[]): Ran;
  /** Done before the desktop ends, last one first. */
  atEnd(act: () => Promise<void>): void;
  /** Ends everything that was started on it. */
  stop(): Promise<void>;
};

export type DesktopWishes = {
  readonly size?: string;
  /** A notification daemon (dunst). Default yes. */
  readonly notifications?: boolean;
  /** A panel that watches for tray icons (xfce4-panel). Default no. */
  readonly tray?: boolean;
  /** An unlocked keyring. Default no. */
  readonly keyring?: boolean;
  /** Other users of this machine may show windows on it. Default no. */
  readonly shared?: boolean;
};

/** Starts a desktop on an Xvfb of its own. Linux only; needs the packages named in scripts/setup/system-packages.mjs. */
export async function startDesktop(wishes: DesktopWishes = {}): Promise<TestDesktop> {
  const folder = mkdtempSync(join(tmpdir(), 'watchbill-desktop-'));
  const home = join(folder, 'home');
  const runtime = join(folder, 'run');
  for (const each of [home, join(home, '.config'), runtime])
    mkdirSync(each, { recursive: true, mode: 0o700 });
  const children: ChildProcess[] = [];
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    LANG: process.env.LANG ?? 'C.UTF-8',
    TZ: process.env.TZ,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_RUNTIME_DIR: runtime,
    // Tells Chromium which keyring to use; without it, none.
    ...(wishes.keyring ? { XDG_CURRENT_DESKTOP: 'XFCE' } : {}),
    // No accessibility bus, no portals: they would be started by the bus and outlive it.
    NO_AT_BRIDGE: '1',
    GTK_USE_PORTAL: '0',
  };
  const start = (
    command: string,
    args: string[],
    stdio: 'ignore' | ['ignore', 'pipe', 'ignore'] = 'ignore',
  ) => {
    const child = spawn(command, args, { env, stdio, detached: true });
    child.on('error', () => {});
    children.push(child);
    return child;
  };
  const killAll = () => {
    for (const child of children) killGroup(child);
  };
  process.once('exit', killAll);
  const acts: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const act of acts.reverse()) await act().catch(() => {});
    process.off('exit', killAll);
    for (const child of children.reverse()) killGroup(child);
    await sleep(100);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    const size = wishes.size ?? '1600x1000';
    const shared = wishes.shared ? ['-ac'] : [];
    // Without -noreset the server starts over when its last client leaves, and takes a window manager that
    // is just arriving along.
    const server = start(
      'Xvfb',
      ['-displayfd', '1', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset', ...shared],
      ['ignore', 'pipe', 'ignore'],
    );
    env.DISPLAY = `:${await firstLine(server, 'Xvfb')}`;
    const bus = start(
      'dbus-daemon',
      ['--session', '--nofork', '--print-address=1'],
      ['ignore', 'pipe', 'ignore'],
    );
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 'dbus-daemon');
    start('openbox', ['--sm-disable']);
    await until('window manager', () => run(env, 'xdotool', 'get_num_desktops').ok, 30_000);
    const log = join(folder, 'notified');
    if (wishes.notifications ?? true) await startDunst(start, env, folder, log);
    if (wishes.keyring) await startKeyring(start, env);
    if (wishes.tray) await startPanel(start, env);
    return {
      env,
      folder,
      notified: () => readNotified(log),
      screenshot: (file) => {
        const shot = run(env, 'import', '-window', 'root', file);
        if (!shot.ok) throw new Error(`no screenshot: ${shot.stdout}`);
      },
      run: (command, ...args) => run(env, command, ...args),
      atEnd: (act) => {
        acts.push(act);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = (
  command: string,
  args: string[],
  stdio?: 'ignore' | ['ignore', 'pipe', 'ignore'],
) => ChildProcess;

/** Dunst hands every notification to a script, which notes its fields, NUL between them. */
async function startDunst(start: Start, env: NodeJS.ProcessEnv, folder: string, log: string): Promise<void> {
  const script = join(folder, 'note');
  writeFileSync(script, `#!/bin/sh\nprintf '%s\\0%s\\0%s\\0%s\\0\\n' "$1" "$2" "$3" "$5" >> '${log}'\n`);
  chmodSync(script, 0o755);
  const config = join(folder, 'dunstrc');
  writeFileSync(
    config,
    [
      '[global]',
      'always_run_script = true',
      'stack_duplicates = false',
      '[all]',
      'summary = "*"',
      `script = ${script}`,
      '',
    ].join('\n'),
  );
  start('dunst', ['-conf', config]);
  await until('notification daemon', () => owns(env, 'org.freedesktop.Notifications'));
}

function readNotified(log: string): Notified[] {
  if (!existsSync(log)) return [];
  return readFileSync(log, 'utf8')
    .split('\0\n')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [app = '', summary = '', body = '', urgency = ''] = entry.split('\0');
      return { app, summary, body, urgency };
    });
}

/** Asked too early, the bus would start another one, that is locked. */
async function startKeyring(start: Start, env: NodeJS.ProcessEnv): Promise<void> {
  const daemon = 'gnome-keyring-daemon --unlock --components=secrets --foreground';
  start('sh', ['-c', `printf 'pw\\n' | exec ${daemon}`]);
  await until('keyring', () => owns(env, 'org.freedesktop.secrets'), 20_000);
}

/** xfce4-panel's systray is what makes tray icons possible: it owns the watcher they register with. */
async function startPanel(start: Start, env: NodeJS.ProcessEnv): Promise<void> {
  start('xfce4-panel', ['--disable-wm-check']);
  await until('tray', () => owns(env, 'org.kde.StatusNotifierWatcher'), 20_000);
}

function owns(env: NodeJS.ProcessEnv, name: string): boolean {
  const call = ['--session', '--dest=org.freedesktop.DBus', '--print-reply', '/org/freedesktop/DBus'];
  const answer = run(env, 'dbus-send', ...call, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`);
  return answer.ok && answer.stdout.includes('boolean true');
}

function run(env: NodeJS.ProcessEnv, command: string, ...args: string[]): Ran {
  const done = spawnSync(command, args, { env, encoding: 'utf8', timeout: 15_000 });
  return { ok: done.status === 0, stdout: done.stdout, stderr: done.stderr };
}

async function firstLine(child: ChildProcess, what: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      text += String(bytes);
      if (text.includes('\n')) resolve(text.split('\n')[0] as string);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${what} ended with ${code}`)));
  });
}

/** Waits for something to be so. @throws when it is not within `patience` ms */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = 10_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain for: ${what}`);
    await sleep(50);
  }
}

/** The child led a process group of its own: all of it ends. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
