import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from '../bench-options';
import { Connection, requestBytes } from '../http/connection';

type Listening = { readonly event: string; readonly url: string; readonly token: string };

/** An engine in a process of its own, on a data folder. */
export type EngineOn = {
  /** From its start to "listening", ms. */
  readonly startedMs: number;
  /** Posts so many unique alerts, one after the other, while what screens and the API ask is asked. @returns ms of each */
  ingest(times: number): Promise<number[]>;
  kill(): Promise<void>;
};

export async function engineOn(bench: Bench, team: string, data: string): Promise<EngineOn> {
  const from = performance.now();
  const program = join(bench.app, 'out/cli/watchbill.js');
  const child: ChildProcess = spawn(
    process.execPath,
    [program, 'engine', '--team', team, '--data', data, '--me', 'ada', '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const { url, token } = await new Promise<Listening>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Listening;
      if (said.event === 'listening') resolve(said);
    });
  });
  const startedMs = performance.now() - from;
  const port = Number(new URL(url).port);
  return {
    startedMs,
    async ingest(times) {
      const sender = await Connection.open(port);
      const asker = await Connection.open(port);
      let go = true;
      const asking = (async () => {
        for (let turn = 0; go; turn++) {
          const status = ['open', 'acknowledged', 'resolved', 'all'][turn % 4];
          await asker.send(requestBytes('GET', `/api/v1/incidents?status=${status}&limit=200`, token, ''));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
      const took: number[] = [];
      for (let turn = 0; turn < times; turn++) {
        const body = JSON.stringify({
          title: `Beside them ${turn}`,
          severity: 'none',
          dedupKey: `beside-${turn}`,
        });
        const began = performance.now();
        const { status } = await sender.send(requestBytes('POST', '/api/v1/alerts', token, body));
        if (status !== 200) throw new Error(`the engine answered ${status}`);
        took.push(performance.now() - began);
      }
      go = false;
      await asking;
      sender.close();
      asker.close();
      return took;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
