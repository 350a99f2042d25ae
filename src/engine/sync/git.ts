import { execFile } from 'node:child_process';
import type { Duration } from '../../core/time/duration';

/** What a git command said. `text`: its output where it went well, else what is wrong, one line. */
export type GitAnswer = { readonly ok: boolean; readonly text: string };

/** A remote that does not answer holds up nothing for longer. */
const PATIENCE: Duration = 60_000;
const MOST_OUTPUT = 4_000_000;

/**
 * Runs the machine's own `git` in a folder, without a shell and without ever asking for a password: what needs one
 * fails, and says so.
 */
export function git(folder: string, args: readonly string[], signal?: AbortSignal): Promise<GitAnswer> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', folder, ...args],
      {
        timeout: PATIENCE,
        maxBuffer: MOST_OUTPUT,
        windowsHide: true,
        signal,
        env: {
          ...process.env,
          LC_ALL: 'C',
          GIT_TERMINAL_PROMPT: '0',
          GIT_ASKPASS: '',
          SSH_ASKPASS: '',
          GIT_EDITOR: 'true',
          GIT_SSH_COMMAND: process.env['GIT_SSH_COMMAND'] ?? 'ssh -o BatchMode=yes',
        },
      },
      (error, stdout, stderr) => {
        if (!error) resolve({ ok: true, text: stdout.trim() });
        else resolve({ ok: false, text: whatIsWrong(error, `${stderr}\n${stdout}`) });
      },
    );
  });
}

function whatIsWrong(error: Error & { code?: unknown; killed?: boolean }, said: string): string {
  if (error.code === 'ENOENT') return 'git is not installed on this machine';
  if (error.killed === true) return `git did not answer in ${PATIENCE / 1000} s`;
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'));
  const telling =
    lines.find((line) => /^(fatal|error|ssh|remote|CONFLICT|!)/.test(line)) ?? lines[0] ?? error.message;
  // Addresses may hold a password.
  return telling.replace(/\/\/[^/@\s]+@/g, '//***@').slice(0, 300);
}
