import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { secretsFile } from '../../engine/store/secrets-file';
import { secretName } from '../../engine/watched-sources';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const SECRET_USAGE = `watchbill secret <source> --data <dir> [--forget]

Reads the password or token of a polled source from standard input (one line; never from the command line, where
others could see it) and keeps it in <dir>/secrets.json, which only you may read. Start the engine afterwards.`;

/** Keeps the secret of a source for an engine without a desktop. @returns the exit code */
export async function secret(argv: readonly string[], io: Io): Promise<number> {
  let source: string | undefined;
  let data: string | undefined;
  let forget = false;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { data: { type: 'string' }, forget: { type: 'boolean', default: false } },
    });
    [source] = positionals.length === 1 ? positionals : [];
    ({ data, forget } = values);
  } catch (error) {
    io.err(`watchbill secret: ${(error as Error).message}`);
  }
  if (source === undefined || data === undefined) {
    io.err(SECRET_USAGE);
    return USAGE;
  }
  const secrets = secretsFile(join(resolve(data), 'secrets.json'));
  const value = forget ? null : await firstLine();
  if (value === '') {
    io.err('watchbill secret: nothing came on standard input; nothing was changed');
    return FAILED;
  }
  await secrets.set(secretName(source), value);
  io.out(value === null ? `the secret of ${source} is forgotten` : `the secret of ${source} is kept`);
  return DONE;
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
