import fs, { readlinkSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../../src/engine/engine';
import { consoleNotifier } from '../../src/engine/notify/registry';
import { secretsFile } from '../../src/engine/store/secrets-file';

/*
 * The real engine put together with a disk that kills the whole process (SIGKILL to itself) at the point named by
 * WATCHBILL_TEST_DIE, and a page channel that does not show. The product has no such hooks: this is another composition
 * root, and the writes of the journal are looked at where they leave the process.
 *   before-commit     an alert is about to be written to the journal, nothing of it is
 *   after-commit      it is durable, nobody was told yet (no HTTP reply)
 *   before-page       the same; the page was not shown yet either
 *   before-delivered  the page was shown, that it was is not written (fault-writer.ts)
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

const dieBefore = die === 'before-commit';
let durable: () => void = () => undefined;
const isDurable = new Promise<void>((resolve) => {
  durable = resolve;
});
if (die !== '') {
  const write = fs.write as (...args: unknown[]) => void;
  const killed = (): void => void process.kill(process.pid, 'SIGKILL');
  const dying = (handle: number, bytes: Buffer, ...rest: unknown[]): void => {
    const isAlert = bytes.includes('db-down') && /\/accepted\//.test(readlinkSync(`/proc/self/fd/${handle}`));
    if (isAlert && dieBefore) return killed();
    const told = rest.pop() as (...answer: unknown[]) => void;
    write(handle, bytes, ...rest, (...answer: unknown[]) => {
      if (isAlert && die !== 'before-delivered') return killed();
      if (isAlert) durable();
      told(...answer);
    });
  };
  fs.write = dying as unknown as typeof fs.write;
  syncBuiltinESMExports();
}

void startEngine({
  teamFolder: values.team as string,
  dataFolder: values.data as string,
  me: values.me as string,
  port: Number(values.port),
  notifiers: [
    {
      ...spoken,
      // "between commit and page": the channel has not shown it when the commit is done.
      send: async (page, now) => {
        if (die === 'before-page') return new Promise(() => undefined);
        const shown = await spoken.send(page, now);
        // It is the alert that was accepted whose page must not be lost.
        if (die === 'before-delivered') await isDurable;
        return shown;
      },
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
