import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killGroup, startDesktop, type TestDesktop, until } from '../helpers/desktop';
import { electronBinary, makeTeam } from '../helpers/desktop-app';
import { type PackagedApp, packApp, processTree } from '../helpers/packaged-app';

/** The app as it is installed, started with everything at once that could make it run somebody else's code. */
const isRoot = process.getuid?.() === 0;
/** As root Chromium has no sandbox: then nobody starts it. */
const asNobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

let desktop: TestDesktop;
let packed: PackagedApp;
let child: ChildProcess;
let folder: string;
let ports: { readonly inspect: number; readonly debug: number };
let output = '';

const marker = (name: string) => join(folder, `ran-${name}`);
const markers = () => readdirSync(folder).filter((name) => name.startsWith('ran-'));
const writes = (name: string) => `require('node:fs').writeFileSync(${JSON.stringify(marker(name))}, '')`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

const isOpen = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true));
    socket.once('error', () => done(false)).once('connect', () => socket.destroy());
  });

const logged = (): string => {
  const logs = join(folder, 'data/data/logs');
  if (!existsSync(logs)) return '';
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
};

const hostile = (): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--require ${join(folder, 'required.cjs')}`,
  ELECTRON_RUN_AS_NODE: '1',
});

describe.runIf(process.platform === 'linux')('the packed app', () => {
  beforeAll(async () => {
    desktop = await startDesktop({ notifications: false, shared: true });
    packed = await packApp();
    folder = join(desktop.folder, 'strange');
    mkdirSync(folder);
    writeFileSync(join(folder, 'required.cjs'), writes('node-options'));
    cpSync(makeTeam(desktop), join(folder, 'team'), { recursive: true });
    mkdirSync(join(folder, 'home'));
    for (const each of [desktop.folder, desktop.env.HOME as string]) chmodSync(each, 0o755);
    if (isRoot) spawnSync('chown', ['-R', '65534:65534', folder]);

    // An app folder beside the archive is what Electron would load first.
    mkdirSync(join(packed.resources, 'app'));
    writeFileSync(join(packed.resources, 'app/package.json'), '{"main":"main.cjs"}');
    writeFileSync(join(packed.resources, 'app/main.cjs'), writes('app-folder'));

    ports = { inspect: await freePort(), debug: await freePort() };
    const args = [
      ...asNobody,
      packed.binary,
      '-e',
      writes('run-as-node'),
      `--data=${join(folder, 'data')}`,
      `--team=${join(folder, 'team')}`,
      '--me=ada',
      '--hidden',
      `--inspect=127.0.0.1:${ports.inspect}`,
      `--remote-debugging-port=${ports.debug}`,
    ];
    // `env` becomes what it is told to start.
    child = spawn('env', args, {
      env: {
        ...hostile(),
        PATH: process.env.PATH,
        DISPLAY: desktop.env.DISPLAY,
        NO_AT_BRIDGE: '1',
        HOME: join(folder, 'home'),
        XDG_RUNTIME_DIR: join(folder, 'home'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (bytes: Buffer) => {
        output += String(bytes);
      });
    desktop.atEnd(async () => killGroup(child));
    await until('a start of our own app', () => logged().includes('team file read'), 40_000).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}\n${output}`);
      },
    );
    await until('its page', () => processTree(child.pid!).some(isRenderer), 20_000);
  });

  afterAll(async () => {
    await desktop?.stop();
    packed?.remove();
  });

  const isRenderer = ({ command }: { command: string }) => command.includes('--type=renderer');

  test('3.1-19: its fuses are set', async () => {
    const wire = await getCurrentFuseWire(packed.binary);
    // The wire is one character a fuse.
    const isOn = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] as number) === '1';
    for (const off of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ])
      expect(isOn(off), FuseV1Options[off]).toBe(false);
    for (const on of [FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation])
      expect(isOn(on), FuseV1Options[on]).toBe(true);
  });

  test('E6: neither NODE_OPTIONS nor ELECTRON_RUN_AS_NODE nor a folder beside its archive runs anything', async () => {
    expect(markers()).toEqual([]);
    expect(existsSync(join(packed.resources, 'app.asar'))).toBe(true);
    // The same does run in an Electron whose fuses are as they come.
    const plain = spawnSync(await electronBinary(), ['-e', writes('run-as-node')], {
      env: { ...process.env, ...hostile() },
      timeout: 20_000,
    });
    expect(plain.status).toBe(0);
    expect(markers().sort()).toEqual(['ran-node-options', 'ran-run-as-node']);
  });

  test('E6: neither --inspect nor --remote-debugging-port opens a port', async () => {
    expect(await isOpen(ports.inspect)).toBe(false);
    expect(await isOpen(ports.debug)).toBe(false);
    expect(output).not.toMatch(/listening on ws:/i);
  });

  test('3.1-4: it starts for a normal user without --no-sandbox, and its pages are in the sandbox', () => {
    const tree = processTree(child.pid!);
    const renderers = tree.filter(isRenderer);
    expect(renderers.length).toBeGreaterThan(0);
    for (const { command, seccomp } of renderers) expect(seccomp, command).toBe(2);
    expect(tree.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([]);
  });
});
