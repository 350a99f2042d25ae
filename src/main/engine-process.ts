import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineCall } from '../contract/bridge';
import type { FromEngine, ToEngine } from '../contract/engine-link';
import { LOCAL_SOURCE } from '../core/kernel/ids';
import { DEMO_SENDER } from '../engine/demo/alerts';
import { prepareDemo } from '../engine/demo/prepare';
import { startDemoSender } from '../engine/demo/sender';
import { startEngine } from '../engine/engine';
import { desktopNotifier } from '../engine/notify/desktop';
import { screenChannel } from '../engine/notify/screen';
import type { Engine } from '../engine/running-engine';
import { tokenName } from '../engine/sender-tokens';
import { type LogFile, openLogFile } from './log-file';
import { secretsOverLink } from './secrets-over-link';

/** Milliseconds between two alerts of the demo, about. */
const DEMO_EVERY = 90_000;
/** The pager counts as started without its listener after so long, in milliseconds. */
const LISTENER_PATIENCE = 3_000;

/**
 * Entry of the engine's own process (a utility process): the composition root of the engine on a desktop. It holds
 * nothing but the link to the shell; it ends with the shell, however that ends.
 */
const port = process.parentPort;
const say = (message: FromEngine): void => {
  port.postMessage(message);
};
const secrets = secretsOverLink(say);
let engine: Promise<Engine> | null = null;
let demo: { stop(): void } | null = null;
let log: LogFile | null = null;

port.on('message', (event: { data: ToEngine }) => {
  void hear(event.data);
});

async function hear(message: ToEngine): Promise<void> {
  switch (message.kind) {
    case 'start':
      engine ??= start(message);
      // Told already; the shell ends this process and starts another.
      engine.catch(() => {});
      return;
    case 'call':
      return await answer(message.id, message.name, message.input);
    case 'secret':
      secrets.answered(message);
      return;
    case 'power':
      (await engine)?.power(message.event);
      return;
    case 'ping':
      say({ kind: 'pong', id: message.id });
      return;
    case 'stop':
      await stop();
      return;
  }
}

async function start(wanted: Extract<ToEngine, { kind: 'start' }>): Promise<Engine> {
  const now = () => Date.now();
  log = openLogFile(join(wanted.dataFolder, 'logs'), 'engine', now);
  secrets.onSecret(log.hide);
  // The listener waits for it at the end; the keychain may take its time until then.
  secrets.askAhead(tokenName(LOCAL_SOURCE));
  try {
    if (wanted.demo)
      await prepareDemo({ folder: wanted.teamFolder, dataFolder: wanted.dataFolder, now: now() });
    const running = await startEngine({
      ...wanted,
      notifiers: [
        screenChannel('popup', 'Pop-up'),
        screenChannel('sound', 'Sound'),
        desktopNotifier(wanted.icon),
      ],
      secrets,
      clock: { now, monotonic: () => performance.now() },
      log,
      workerUrl: new URL('./writer-worker.js', import.meta.url),
      again: () => say({ kind: 'again' }),
    });
    running.subscribe((name, payload) => {
      say({ kind: 'push', name, payload } as FromEngine);
    });
    // It told nobody while it started; what rings since a crash rings now.
    say({ kind: 'push', name: 'ringing', payload: await running.handlers['ringing.get']({}) });
    say({ kind: 'push', name: 'status', payload: await running.handlers['status.get']({}) });
    void opened(running, wanted.demo, log);
    return running;
  } catch (error) {
    log.error('the engine did not start', { problem: error });
    await log.flush();
    say({ kind: 'startFailed', error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

/** Tells the address when the listener is open; a keychain that asks a person first is not waited for. */
async function opened(running: Engine, isDemo: boolean, journal: LogFile): Promise<void> {
  await Promise.race([running.ready, sleep(LISTENER_PATIENCE)]);
  say({ kind: 'started', url: running.url, port: running.port });
  await running.ready;
  journal.hide(running.token);
  if (isDemo) demo = await sendDemoAlerts(running, journal);
}

/** The demo's own monitoring: an alert every now and then, over HTTP as everybody's. */
async function sendDemoAlerts(running: Engine, journal: LogFile): Promise<{ stop(): void }> {
  const { url, token } = await running.handlers['sources.howToSend']({ id: DEMO_SENDER });
  journal.hide(token);
  return startDemoSender({ url, token, random: Math.random, log: journal, everyMs: DEMO_EVERY });
}

async function answer(id: number, name: EngineCall, input: unknown): Promise<void> {
  try {
    const running = await engine;
    if (!running) throw new Error('The pager is not set up yet.');
    const handler = running.handlers[name] as (input: unknown) => unknown;
    // The shell has checked name and input against the contract; nobody else can speak on this port.
    const value = await handler(input);
    say({ kind: 'answer', id, answer: { ok: true, value } });
  } catch (error) {
    log?.warn('a call failed', { name, problem: error });
    say({
      kind: 'answer',
      id,
      answer: { ok: false, error: error instanceof Error ? error.message : String(error) },
    });
  }
}

async function stop(): Promise<void> {
  demo?.stop();
  try {
    await (await engine)?.stop();
  } catch (error) {
    log?.error('the engine did not stop well', { problem: error });
  }
  await log?.flush();
  say({ kind: 'stopped' });
}
