import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../../src/engine/engine';
import { consoleNotifier } from '../../src/engine/notify/registry';
import { secretsFile } from '../../src/engine/store/secrets-file';

/*
 * The real engine put together with a writer that dies at a named point (WATCHBILL_TEST_DIE), and a page channel
 * that dies when asked to. The product has no such hooks: this is another composition root.
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
const early: string[] = [];
let say = (line: string): void => void early.push(line);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const spoken = consoleNotifier((line) => say(line), true);
const die = process.env['WATCHBILL_TEST_DIE'] ?? '';

void startEngine({
  teamFolder: values.team as string,
  dataFolder: values.data as string,
  me: values.me as string,
  port: Number(values.port),
  notifiers: [
    {
      ...spoken,
      // "between commit and page": the channel has not shown it when the commit is done.
      send: die === 'before-page' ? () => new Promise(() => undefined) : spoken.send,
    },
  ],
  secrets: secretsFile(join(values.data as string, 'secrets.json')),
  clock: { now: () => Date.now() },
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (message) => process.stderr.write(`${message}\n`),
  },
  workerUrl: new URL('./fault-writer.js', import.meta.url),
  version: 'test',
}).then(async (engine) => {
  await engine.ready;
  print(JSON.stringify({ event: 'listening', url: engine.url, token: engine.token }));
  for (const line of early) print(line);
  say = print;
});
