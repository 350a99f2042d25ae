import { DONE, FAILED, type Io } from './io';

/** A process's own output, and the way to end it. */
export type ProcessIo = Io & {
  /** Ends the process once all that was printed has been taken: a pipe takes 64 KB at a time, and `exit` drops the rest. */
  end(code: number): void;
};

/**
 * Standard output and error of this process.
 * @param outlives the command goes on when nobody reads its output any more (a pager); else it ends quietly, as after `| head`
 */
export function processIo(outlives: boolean): ProcessIo {
  const failed = (error: NodeJS.ErrnoException): void => {
    if (outlives) return;
    if (error.code === 'EPIPE') process.exit(DONE);
    process.stderr.write(`watchbill: the output cannot be written: ${error.message}\n`, () =>
      process.exit(FAILED),
    );
  };
  process.stdout.on('error', failed);
  process.stderr.on('error', () => undefined);
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    end: (code) => {
      process.exitCode = code;
      // Timers that only wait (a retry, a back-off) do not keep a command alive that is done.
      process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
    },
  };
}
