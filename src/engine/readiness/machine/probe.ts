import { execFile } from 'node:child_process';
import { type Duration, SECOND } from '../../../core/time/duration';

/** A program of the system that hangs (a bus without an answer was measured to hang for 25 s) is not waited for. */
const DEADLINE: Duration = 2 * SECOND;
const MOST = 64 * 1024;

/** What a program of the system said. `missing`: it is not installed. `why` is half a sentence. */
export type Said =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: boolean; readonly why: string };

/** Asks a program of the system; never throws. */
export type Probe = (command: string, ...args: string[]) => Promise<Said>;

/** @param env of the session: the bus is found by it */
export function makeProbe(env: NodeJS.ProcessEnv = process.env, deadline: Duration = DEADLINE): Probe {
  return (command, ...args) =>
    new Promise((resolve) => {
      const options = {
        timeout: deadline,
        killSignal: 'SIGKILL',
        maxBuffer: MOST,
        windowsHide: true,
        env: { ...env, LC_ALL: 'C' },
      } as const;
      execFile(command, args, options, (error, stdout, stderr) => {
        if (!error) return resolve({ ok: true, text: stdout.trim() });
        const missing = error.code === 'ENOENT';
        const said = stderr.split('\n').find((line) => line.trim() !== '') ?? '';
        const why = missing
          ? `${command} is not installed`
          : error.killed
            ? `${command} did not answer in ${deadline / SECOND} s`
            : `${command} said: ${said.trim().slice(0, 200) || `exit code ${error.code ?? '?'}`}`;
        resolve({ ok: false, missing, why });
      });
    });
}
