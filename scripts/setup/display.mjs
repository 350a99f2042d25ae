import { spawn } from 'node:child_process';
import { say } from './places.mjs';
import { has } from './run.mjs';

/**
 * A screen to draw on: the one there is, or an Xvfb of our own where there is none.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, wrap: (command: string, args: string[]) => [string, string[]], stop: () => void }>}
 *   `wrap` puts a session bus around a command where the machine has none running.
 */
export async function ensureDisplay() {
  const plain = { env: process.env, wrap: (command, args) => [command, args], stop: () => {} };
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return plain;
  if (!has('Xvfb')) {
    throw new Error(
      'there is no display (DISPLAY and WAYLAND_DISPLAY are unset), and no Xvfb to draw on instead',
    );
  }
  const { display, stop } = await startXvfb();
  say(`no display here: drawing on an invisible one (Xvfb ${display}, 1600x1000)`);
  const bus = !process.env.DBUS_SESSION_BUS_ADDRESS && has('dbus-run-session');
  return {
    env: { ...process.env, DISPLAY: display },
    wrap: (command, args) => (bus ? ['dbus-run-session', ['--', command, ...args]] : [command, args]),
    stop,
  };
}

/** @returns {Promise<{ display: string, stop: () => void }>} */
function startXvfb() {
  return new Promise((resolve, reject) => {
    // Xvfb picks a free number and writes it to the third descriptor once it is ready.
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      detached: true, // Ctrl-C reaches the app first; the screen goes after it
    });
    const stop = () => void server.kill('SIGTERM');
    process.once('exit', stop);
    let complaints = '';
    server.stderr.on('data', (bytes) => (complaints += bytes));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}: ${complaints.trim()}`)));
    server.stdio[3]?.once('data', (bytes) => {
      // Keep both pipes open, a server that cannot write to them dies; but let them not keep us alive.
      for (const each of [server, server.stderr, server.stdio[3]]) /** @type {any} */ (each).unref();
      resolve({ display: `:${String(bytes).trim()}`, stop });
    });
  });
}
