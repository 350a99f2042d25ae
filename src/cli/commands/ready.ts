import { parseArgs } from 'node:util';
import { findEngine, refusalOf } from '../ask-engine';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const READY_USAGE = `watchbill ready --data <dir> | --url <address> [--strict] [--json]

Asks a running Watchbill whether its person can be paged: sources, clock, notifications, sound, network, power,
channels, team, rota, drills, heartbeats.
  --data    its data folder, or the folder of the desktop app
  --url     its address; the token is taken from <dir>/secrets.json, or from WATCHBILL_TOKEN
  --strict  what is only worth a look counts as not ready
  --json    as GET /api/v1/readiness answers
Ends with 0 when they can be paged, with 1 when not, with 2 when no Watchbill answers.`;

/** No Watchbill answers there. */
const UNREACHABLE = 2;

type Options = { data: string; url: string; strict: boolean; json: boolean };
type Told = {
  readonly light: 'ready' | 'worth a look' | 'not pageable';
  readonly line: string;
  readonly checks: ReadonlyArray<{ readonly title: string; readonly state: string; readonly says: string }>;
};

/** @returns the exit code */
export async function ready(argv: readonly string[], io: Io): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill ready: ${options}`);
    io.err(READY_USAGE);
    return USAGE;
  }
  const ask = await findEngine(options);
  const reply = typeof ask === 'string' ? ask : await ask('GET', '/api/v1/readiness');
  if (typeof reply === 'string' || !reply.reached) {
    io.err(`watchbill ready: ${typeof reply === 'string' ? reply : reply.why}`);
    return UNREACHABLE;
  }
  if (reply.status !== 200) {
    io.err(`watchbill ready: ${refusalOf(reply)}`);
    return UNREACHABLE;
  }
  const told = reply.body as unknown as Told;
  if (options.json) io.out(JSON.stringify(reply.body));
  else {
    io.out(told.line);
    for (const { title, state, says } of told.checks) io.out(`${MARKS[state] ?? '?'} ${title}: ${says}`);
  }
  const isReady = told.light === 'ready' || (told.light === 'worth a look' && !options.strict);
  return isReady ? DONE : FAILED;
}

/** In words as well as in order: not by colour. */
const MARKS: Readonly<Record<string, string>> = {
  ok: 'ok     ',
  warn: 'look   ',
  bad: 'BAD    ',
  unknown: 'unknown',
};

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: '' },
        url: { type: 'string', default: '' },
        strict: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.data === '' && values.url === '' && !process.env['WATCHBILL_URL'])
      return '--data <dir> or --url <address> is needed';
    return values;
  } catch (error) {
    return (error as Error).message;
  }
}
