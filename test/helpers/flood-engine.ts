import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../../src/engine/engine';
import { consoleNotifier, desktopNotifier, screenChannel } from '../../src/engine/notify/registry';
import { secretsFile } from '../../src/engine/store/secrets-file';
import { createDeliveries } from '../../src/renderer/features/popup/delivered';
import { createSound } from '../../src/renderer/features/popup/sound';

/*
 * The real engine with the channels of a desktop, and with what the pop-up window does about them: its own code for
 * sound and for what was seen, on a screen that always paints and a speaker that only says what it plays. The product
 * puts the same together around an Electron window. Notifications go to the notify-send that PATH finds.
 */
const { values } = parseArgs({
  options: {
    team: { type: 'string' },
    data: { type: 'string' },
    me: { type: 'string' },
    port: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const print = (line: object): void =>
  void process.stdout.write(`${JSON.stringify({ ...line, ms: Date.now() })}\n`);

void startEngine({
  teamFolder: values.team as string,
  dataFolder: values.data as string,
  me: values.me as string,
  port: Number(values.port),
  notifiers: [
    consoleNotifier((line) => void process.stdout.write(`${line}\n`), true),
    screenChannel('popup', 'Pop-up'),
    screenChannel('sound', 'Sound'),
    desktopNotifier(''),
  ],
  secrets: secretsFile(join(values.data as string, 'secrets.json')),
  clock: { now: () => Date.now() },
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (message, detail) => process.stderr.write(`${message} ${JSON.stringify(detail)}\n`),
  },
  workerUrl: new URL('./writer-worker.js', import.meta.url),
  version: 'test',
}).then(async (engine) => {
  const report = (delivery: Parameters<(typeof engine.handlers)['page.delivered']>[0]): void =>
    void engine.handlers['page.delivered'](delivery);
  const sound = createSound({
    speaker: {
      play: (tone) => {
        print({ event: 'tone', tone });
        return Promise.resolve();
      },
      stop: () => undefined,
      outputs: () => Promise.resolve(1),
    },
    report,
    now: () => performance.now(),
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  });
  const seen = createDeliveries({
    report,
    painted: (then) => void setTimeout(then, 33),
    visible: () => true,
  });
  sound.set({ sound: 'on', volume: 1 });
  let shown = '';
  engine.subscribe((name, payload) => {
    if (name !== 'ringing') return;
    const view = payload as Awaited<ReturnType<(typeof engine.handlers)['ringing.get']>>;
    sound.ring(view.pages);
    seen.rendered(view.pages);
    const top = view.pages[0]?.title ?? '';
    if (top !== shown) print({ event: 'top', title: top, severity: view.pages[0]?.severity });
    shown = top;
    print({ event: 'ringing', cards: view.pages.length, total: view.total });
  });
  process.once('SIGTERM', () => void engine.stop().then(() => process.exit(0)));
  await engine.ready;
  print({ event: 'listening', url: engine.url, token: engine.token });
});
