import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type AskEngine, findEngine, refusalOf } from '../ask-engine';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const DRILL_USAGE = `watchbill drill --data <dir> | --url <address> [--wait] [--json]
watchbill drill list --data <dir> | --url <address> [--json]

Pages whoever sits at a running Watchbill, the real way, and times the answer.
  list    the drills that were held, the newest first
  --wait  waits for the answer: 0 within 5 minutes, 1 late, missed or cut off, 2 when no Watchbill answers
  --data  its data folder, or the folder of the desktop app
  --url   its address; the token is taken from <dir>/secrets.json, or from WATCHBILL_TOKEN
  --json  the drill as GET /api/v1/drills/<id> answers`;

const UNREACHABLE = 2;
const LOOK_EVERY_MS = 500;
/** An engine that is started anew meanwhile is waited for so long. */
const PATIENCE_MS = 20_000;

type Options = { list: boolean; data: string; url: string; wait: boolean; json: boolean };
type Drill = {
  readonly id: string;
  readonly outcome: string;
  readonly passed: boolean;
  readonly says: string;
  readonly started: string;
  readonly points: number | null;
  readonly channels: ReadonlyArray<{
    readonly title: string;
    readonly state: string;
    readonly after: number | null;
    readonly detail: string;
  }>;
};

/** @returns the exit code */
export async function drill(argv: readonly string[], io: Io): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill drill: ${options}`);
    io.err(DRILL_USAGE);
    return USAGE;
  }
  const ask = await findEngine(options);
  if (typeof ask === 'string') return unreachable(io, ask);
  return options.list ? list(ask, options, io) : begin(ask, options, io);
}

async function list(ask: AskEngine, { json }: Options, io: Io): Promise<number> {
  const reply = await ask('GET', '/api/v1/drills');
  if (!reply.reached) return unreachable(io, reply.why);
  if (reply.status !== 200) return refused(io, reply);
  const drills = reply.body['drills'] as Drill[];
  if (json) io.out(JSON.stringify(drills));
  else if (drills.length === 0) io.out('no drill was held yet');
  else for (const { started, says } of drills) io.out(`${started}  ${says}`);
  return DONE;
}

async function begin(ask: AskEngine, { wait, json }: Options, io: Io): Promise<number> {
  const reply = await ask('POST', '/api/v1/drills');
  if (!reply.reached) return unreachable(io, reply.why);
  if (reply.status !== 201) return refused(io, reply);
  let held = reply.body as unknown as Drill;
  if (wait && !json) io.err('paged; waiting for the answer');
  for (let lost = 0; wait && held.outcome === 'running'; ) {
    await sleep(LOOK_EVERY_MS);
    const next = await ask('GET', `/api/v1/drills/${held.id}`);
    if (next.reached && next.status === 200) {
      held = next.body as unknown as Drill;
      lost = 0;
    } else if ((lost += LOOK_EVERY_MS) > PATIENCE_MS)
      return next.reached ? refused(io, next) : unreachable(io, next.why);
  }
  if (json) io.out(JSON.stringify(held));
  else print(held, io);
  return !wait || held.passed ? DONE : FAILED;
}

function print({ says, channels }: Drill, io: Io): void {
  io.out(says);
  for (const { title, state, after, detail } of channels)
    io.out(
      `  ${title}: ${after === null ? `${state}${detail && `, ${detail}`}` : `after ${(after / 1000).toFixed(1)} s`}`,
    );
}

function unreachable(io: Io, why: string): number {
  io.err(`watchbill drill: ${why}`);
  return UNREACHABLE;
}

function refused(io: Io, reply: Parameters<typeof refusalOf>[0]): number {
  io.err(`watchbill drill: ${refusalOf(reply)}`);
  return FAILED;
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '' },
        url: { type: 'string', default: '' },
        wait: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [word, ...more] = positionals;
    if ((word !== undefined && word !== 'list') || more.length > 0) return `what is "${more[0] ?? word}"?`;
    if (values.data === '' && values.url === '' && !process.env['WATCHBILL_URL'])
      return '--data <dir> or --url <address> is needed';
    return { ...values, list: word === 'list' };
  } catch (error) {
    return (error as Error).message;
  }
}
