import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startAlertmanager } from '../helpers/alertmanager';
import { CLI, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Reliability rows A17 to A19 of an engine without a window: a second one on its folder, and somebody else on its port. */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function aTeam(sources?: string): TemporaryTeam {
  const team = temporaryTeam(sources);
  stops.push(() => team.remove());
  return team;
}
async function start(team: TemporaryTeam, args: readonly string[] = []): Promise<EngineProcess> {
  const engine = await startEngineProcess(team, { args });
  stops.push(() => engine.kill());
  return engine;
}

type Ended = { readonly code: number | null; readonly said: string; readonly errors: string };
/** Runs one more engine to its end. */
async function another(team: TemporaryTeam, under: readonly string[] = []): Promise<Ended> {
  const engine = [
    process.execPath,
    CLI,
    'engine',
    '--team',
    team.folder,
    '--data',
    team.data,
    '--me',
    'ada',
    '--json',
  ];
  const [command, ...args] = [...under, ...engine];
  const child = spawn(command as string, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  stops.push(() => void child.kill('SIGKILL'));
  let said = '';
  let errors = '';
  child.stdout.on('data', (bytes) => (said += bytes));
  child.stderr.on('data', (bytes) => (errors += bytes));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said, errors };
}

describe('A17: one engine a folder', () => {
  test('a second one says so and ends; the first goes on', async () => {
    const team = aTeam();
    const first = await start(team);
    await first.pagerDuty('trigger', 'mine');
    const all = await Promise.all(Array.from({ length: 4 }, () => another(team)));
    for (const { code, said, errors } of all) {
      expect({ code, said }).toEqual({ code: 1, said: '' });
      expect(errors).toContain(`another Watchbill is running on ${team.data}`);
    }
    expect((await first.pagerDuty('trigger', 'mine')).status).toBe(202);
    expect(await first.incidents()).toMatchObject([{ dedupKey: 'mine', count: 2 }]);
  });
});

describe('A18: a lock that a dead engine left', () => {
  test('holds up nobody: killed, the next one starts at once', async () => {
    const team = aTeam();
    const first = await start(team);
    await first.kill('SIGKILL');
    const began = Date.now();
    await start(team);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  // Process numbers mean nothing there: the lock is the system's, on the file.
  test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
    'holds between name spaces of processes: kept out while the first runs, in when it is dead',
    async () => {
      const team = aTeam();
      const first = await start(team);
      const under = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
      const second = await another(team, under);
      expect(second.errors).toContain('another Watchbill is running on');
      await first.kill('SIGKILL');
      const third = await startEngineProcess(team, { under });
      stops.push(() => third.kill());
      expect((await third.pagerDuty('trigger', 'mine')).status).toBe(202);
    },
  );
});

/** Somebody else's server on a port. @param port 0 for any */
async function taken(port: number): Promise<{ port: number; free(): Promise<void> }> {
  const server: Server = createServer((socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const free = () => new Promise<void>((done) => server.close(() => done()));
  stops.push(() => (server.listening ? free() : undefined));
  return { port: (server.address() as { port: number }).port, free };
}

describe('A19: the port is taken', () => {
  test('said, asked for again and never changed; sources are polled and page meanwhile; it listens when the port is free', async () => {
    const alertmanager = await startAlertmanager();
    stops.push(() => alertmanager.stop());
    const team = aTeam(`[{ id: prod, type: alertmanager, url: "${alertmanager.url}", every: 1s }]`);
    const other = await taken(0);
    const args = [
      '--team',
      team.folder,
      '--data',
      team.data,
      '--me',
      'ada',
      '--json',
      '--port',
      String(other.port),
    ];
    const child = spawn(process.execPath, [CLI, 'engine', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    stops.push(() => void child.kill('SIGKILL'));
    let said = '';
    let errors = '';
    child.stdout.on('data', (bytes) => (said += bytes));
    child.stderr.on('data', (bytes) => (errors += bytes));
    await expect.poll(() => errors, { timeout: 10_000 }).toMatch(/listener is not open yet/);
    expect(said).not.toContain('listening');
    await alertmanager.fire([{ labels: { alertname: 'Meanwhile', severity: 'critical' } }]);
    // Its pages are told when it listens; that it asks its sources is seen at their side.
    await other.free();
    await expect.poll(() => said, { timeout: 15_000 }).toContain(`"url":"http://127.0.0.1:${other.port}"`);
    const [listening, ...lines] = said.trim().split('\n');
    expect(listening).toContain('"event":"listening"');
    const token = (JSON.parse(listening as string) as { token: string }).token;
    const answer = await fetch(`http://127.0.0.1:${other.port}/api/v1/pages`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { pages } = (await answer.json()) as { pages: Array<{ at: string; incident: string }> };
    expect(pages.length + lines.length).toBeGreaterThan(0);
  });
});
