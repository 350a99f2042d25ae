import { execFile } from 'node:child_process';
import { CLI } from './engine-process';

/** What a command of the built command line came to. */
export type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the built `watchbill` with arguments, to its end. */
export function watchbill(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((done) => {
    const options = { timeout: 30_000, maxBuffer: 100_000_000, env: { ...process.env, ...env } };
    execFile(process.execPath, [CLI, ...args], options, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      done({ code, out, err });
    });
  });
}
