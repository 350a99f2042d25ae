import { type ChildProcess, spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { type Duration, SECOND } from '../../../core/time/duration';
import type { ChannelField, ChannelMessage, ChannelReport, ChannelSetup, ChannelType } from '../channel-type';
import { ANSWERED, checkFields, valueOf } from '../fields';
import { saidBy, secretsOf } from '../hide-secrets';
import { messageJson } from '../message-json';
import { plainLine } from '../text';

/** A command that was told to end has so long before it is ended. */
const GRACE: Duration = 500;
/** After the command ended, what still holds its output open is waited for so long. */
const OUTPUT_GRACE: Duration = 200;
const DEADLINE: Duration = 12 * SECOND;
/** Of its output; the rest is read and thrown away. Bytes. */
const MOST_OUTPUT = 8_192;
/** One text of an environment may not be much longer than 100 KB on Linux. Characters. */
const LONGEST_VARIABLE = 4_096;
/** Codes that say that trying again changes nothing: EX_USAGE, EX_NOPERM, EX_CONFIG of sysexits(3), and a shell's two. */
const FINAL_CODES: ReadonlySet<number> = new Set([64, 77, 78, 126, 127]);

const FIELDS: readonly ChannelField[] = [
  {
    key: 'command',
    title: 'Command',
    hint: 'The whole path of a program on this desktop. No shell runs it.',
    kind: 'text',
    needed: true,
  },
  {
    key: 'arguments',
    title: 'Arguments',
    hint: 'One on a line, or a list in JSON: ["--to", "ada lovelace"].',
    kind: 'text',
    needed: false,
  },
  {
    key: 'secret',
    title: 'Secret',
    hint: 'Handed over as WATCHBILL_SECRET, where the program needs one.',
    kind: 'secret',
    needed: false,
  },
  ANSWERED,
];

/**
 * Runs a program of somebody's own, with the message as JSON on its standard input and its main parts in `WATCHBILL_…`
 * of its environment. Its exit code is what became of the message: 0 delivered; 64, 77, 78, 126 and 127 refused; any
 * other is tried again. docs/channels.md describes both.
 */
export const command: ChannelType = {
  type: 'command',
  title: 'Command',
  about: 'Runs a program on this desktop. Needs one that brings the message on.',
  fields: FIELDS,
  can: { wakes: false, confirms: 'accepted' },
  limits: { perMinute: 60, longest: 8000 },
  check: (values) =>
    checkFields(FIELDS, values, {
      command: (path) => (isAbsolute(path) ? null : 'write the whole path, like /usr/local/bin/page-me'),
      arguments: (text) => (argumentsOf(text) === null ? 'that is no list of texts in JSON' : null),
    }),
  send: (message, setup, { clock, signal }) =>
    new Promise((resolve) => {
      const path = valueOf(setup.values, 'command');
      const args = argumentsOf(valueOf(setup.values, 'arguments'));
      const secrets = secretsOf(FIELDS, setup.values);
      const tell = (report: ChannelReport): void =>
        resolve({ ...report, detail: saidBy(report.detail, secrets) });
      if (args === null)
        return tell({ state: 'refused', detail: 'its arguments are no list of texts in JSON' });
      if (signal.aborted)
        return tell({ state: 'failed', again: true, detail: 'given up before it was started' });
      let child: ChildProcess;
      try {
        child = spawn(path, args, {
          shell: false,
          // A group of its own, so that what it started ends with it.
          detached: process.platform !== 'win32',
          windowsHide: true,
          env: environment(message, setup),
          stdio: ['pipe', 'pipe', 'pipe'],
        });
      } catch (error) {
        return tell(notStarted(error));
      }
      run(child, messageJson(message, clock.now()), signal, tell);
    }),
};

function run(
  child: ChildProcess,
  input: string,
  signal: AbortSignal,
  tell: (report: ChannelReport) => void,
): void {
  let output = '';
  let late = false;
  let ended: ChannelReport | null = null;
  const timers: NodeJS.Timeout[] = [];
  const giveUp = (): void => {
    late = true;
    endGroup(child, 'SIGTERM');
    timers.push(setTimeout(() => endGroup(child, 'SIGKILL'), GRACE));
  };
  const done = (report: ChannelReport): void => {
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
    child.stdout?.destroy();
    child.stderr?.destroy();
    if (late) endGroup(child, 'SIGKILL');
    tell(report);
  };
  timers.push(setTimeout(giveUp, DEADLINE));
  signal.addEventListener('abort', giveUp, { once: true });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < MOST_OUTPUT) output += text.slice(0, MOST_OUTPUT - output.length);
    });
    stream?.on('error', () => {});
  }
  // A program that reads nothing is no fault.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  child.on('error', (error) => done(notStarted(error)));
  child.on('exit', (code, by) => {
    timers.push(
      setTimeout(() => {
        ended = reportOf(code, by, late, output);
        done(ended);
      }, OUTPUT_GRACE),
    );
  });
  child.on('close', (code, by) => {
    if (ended === null) done(reportOf(code, by, late, output));
  });
}

function reportOf(code: number | null, by: string | null, late: boolean, output: string): ChannelReport {
  const words = plainLine(output, MOST_OUTPUT);
  const said = words === '' ? '' : `: ${words}`;
  if (late)
    return { state: 'failed', again: true, detail: `the command did not end in time and was ended${said}` };
  if (code === 0) return { state: 'delivered', detail: `the command ended with 0${said}` };
  if (code === null) return { state: 'failed', again: true, detail: `the command was ended by ${by}${said}` };
  const detail = `the command ended with ${code}${said}`;
  return FINAL_CODES.has(code) ? { state: 'refused', detail } : { state: 'failed', again: true, detail };
}

function notStarted(error: unknown): ChannelReport {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const why =
    code === 'ENOENT'
      ? 'there is no such program'
      : code === 'EACCES'
        ? 'this user may not run it'
        : code === 'E2BIG'
          ? 'its arguments are too long'
          : `it could not be started${code === '' ? '' : ` (${code})`}`;
  return code === 'EAGAIN' || code === 'ENOMEM' || code === 'EMFILE'
    ? { state: 'failed', again: true, detail: `the command: ${why}` }
    : { state: 'refused', detail: `the command: ${why}` };
}

/** Ends the program and whatever it started. */
function endGroup(child: ChildProcess, how: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-child.pid, how);
  } catch {
    // It is gone already.
  }
}

/** Ours as it is, without what belongs to Watchbill itself and to Electron. */
function environment(message: ChannelMessage, setup: ChannelSetup): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(WATCHBILL_|ELECTRON_|NODE_OPTIONS$)/i.test(name),
  );
  const secret = valueOf(setup.values, 'secret');
  const line = (text: string): string => plainLine(text, LONGEST_VARIABLE);
  return {
    ...Object.fromEntries(kept),
    WATCHBILL_KEY: line(message.key),
    WATCHBILL_KIND: message.kind,
    WATCHBILL_TITLE: line(message.title),
    WATCHBILL_BODY: line(message.body),
    WATCHBILL_SEVERITY: message.severity,
    WATCHBILL_INCIDENTS: message.incidents
      .slice(0, 100)
      .map(({ number }) => number)
      .join(','),
    ...(secret !== '' && { WATCHBILL_SECRET: secret }),
  };
}

/** One on a line, or a list in JSON; null where it begins like one and is none. */
function argumentsOf(text: string): string[] | null {
  if (!text.startsWith('['))
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => typeof each === 'string' && !each.includes('\u0000'))
      ? list
      : null;
  } catch {
    return null;
  }
}
