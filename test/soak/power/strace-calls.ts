/** What a thread asked of the system, and when: `from` and `to` are lines of the trace. */
export type Call = {
  readonly name: string;
  /** As strace printed them, with byte strings and paths still as `\x41`. */
  readonly args: readonly string[];
  readonly result: number;
  readonly from: number;
  /** Infinity for a call that never came back: the process was killed in it. */
  readonly to: number;
};

const WHOLE = /^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+|\?)/;
const BEGUN = /^(\d+)\s+(\w+)\((.*) <unfinished \.\.\.>$/;
const ENDED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+|\?)/;

/**
 * Reads what `strace -f -y -xx` wrote. Calls come in the order in which they began; what a thread was in the middle of
 * when it was killed is among them.
 */
export function readCalls(text: string): Call[] {
  const calls: Call[] = [];
  const begun = new Map<string, { index: number; name: string; args: string }>();
  for (const [line, written] of text.split('\n').entries()) {
    const whole = WHOLE.exec(written);
    if (whole) {
      const [, , name = '', args = '', result] = whole;
      calls.push({ name, args: split(args), result: Number(result), from: line, to: line });
      continue;
    }
    const start = BEGUN.exec(written);
    if (start) {
      const [, thread = '', name = '', args = ''] = start;
      begun.set(thread, { index: calls.length, name, args });
      calls.push({ name, args: split(args), result: 0, from: line, to: Number.POSITIVE_INFINITY });
      continue;
    }
    const end = ENDED.exec(written);
    const open = end && begun.get(end[1] as string);
    if (!end || !open) continue;
    begun.delete(end[1] as string);
    const { index, name, args } = open;
    const before = calls[index] as Call;
    calls[index] = { ...before, name, args: split(args + end[3]), result: Number(end[4]), to: line };
  }
  return calls;
}

/** At the commas that stand in no brackets. Strings are all `\x41`, so that they hold neither. */
function split(args: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let n = 0; n < args.length; n += 1) {
    const sign = args[n];
    if (sign === '[' || sign === '{' || sign === '<') depth += 1;
    else if (sign === ']' || sign === '}' || sign === '>') depth -= 1;
    else if (sign === ',' && depth === 0) {
      parts.push(args.slice(from, n).trim());
      from = n + 1;
    }
  }
  parts.push(args.slice(from).trim());
  return parts;
}

/** The bytes of all strings in an argument, one after the other (`writev` has several). */
export function bytesOf(arg: string): Buffer {
  if (/"\.\.\./.test(arg)) throw new Error('strace cut a string: its -s is too small');
  const hex = [...arg.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, bytes]) => bytes).join('');
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}

/** Path and number of an open file: `24</data/watchbill.db>`. */
export function fileOf(arg: string): { readonly fd: number; readonly path: string } {
  const [, fd = '-1', path = ''] = /^(\d+)(?:<([^>]*)>)?/.exec(arg) ?? [];
  return { fd: Number(fd), path: Buffer.from(path.replaceAll('\\x', ''), 'hex').toString() };
}
