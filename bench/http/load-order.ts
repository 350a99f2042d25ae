import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** What the load process is to do. */
export type LoadOrder = {
  readonly port: number;
  readonly path: string;
  /** '' for none. */
  readonly token: string;
  readonly connections: number;
  /** Alerts a request. */
  readonly batch: number;
  readonly alerts: 'unique' | 'repeated';
  /** How many different ones `repeated` repeats. */
  readonly distinct: number;
  readonly firstKey: number;
  /** Null: as fast as it is answered. */
  readonly requestsPerSecond: number | null;
  readonly warmMs: number;
  readonly runMs: number;
};

export type LoadResult = {
  /** Length of the counted window. */
  readonly seconds: number;
  /** Answered 2xx within the window. */
  readonly alerts: number;
  /** Answered 2xx in all. */
  readonly sent: number;
  readonly failed: number;
  /** One a request within the window, ms. */
  readonly latencies: readonly number[];
  readonly bytesPerAlert: number;
};

export type Load = {
  /** It is warm and counts. */
  readonly running: Promise<void>;
  readonly result: Promise<LoadResult>;
  /** Ends it early; the result still comes. */
  stop(): void;
};

/** Starts the load in a process of its own. */
export function startLoad(order: LoadOrder): Load {
  const child: ChildProcess = fork(join(import.meta.dirname, 'load.js'), [JSON.stringify(order)]);
  let started = () => {};
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const result = new Promise<LoadResult>((resolve, reject) => {
    child.on('message', (message: { kind: 'running' } | { kind: 'result'; result: LoadResult }) => {
      if (message.kind === 'running') started();
      else resolve(message.result);
    });
    child.once('exit', (code) => reject(new Error(`the load process ended with ${code}`)));
  });
  return { running, result, stop: () => void (child.connected && child.send('stop')) };
}
