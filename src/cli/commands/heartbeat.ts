import { parseArgs } from 'node:util';
import { findEngine, refusalOf } from '../ask-engine';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const HEARTBEAT_USAGE = `watchbill heartbeat <id> --data <dir> | --url <address>
watchbill heartbeat list --data <dir> | --url <address> [--json]

Tells a running Watchbill that a job came to its end, as a line of its own in a crontab does; or lists what must be
heard from. The heartbeats are named in watchbill.yaml.
  --data  its data folder, or the folder of the desktop app
  --url   its address; the token is taken from <dir>/secrets.json, or from WATCHBILL_TOKEN
Ends with 0 when it was heard, with 1 when there is no such heartbeat, with 2 when no Watchbill answers.`;

const UNREACHABLE = 2;

type Options = { id: string; data: string; url: string; json: boolean };
type Heartbeat = {
  readonly id: string;
  readonly state: string;
  readonly lastHeard: string | null;
  readonly due: string | null;
};

/** @returns the exit code */
export async function heartbeat(argv: readonly string[], io: Io): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill heartbeat: ${options}`);
    io.err(HEARTBEAT_USAGE);
    return USAGE;
  }
  const { id, json } = options;
  const isList = id === 'list';
  const ask = await findEngine(options);
  const reply =
    typeof ask === 'string'
      ? ask
      : await ask(isList ? 'GET' : 'POST', `/api/v1/heartbeats${isList ? '' : `/${encodeURIComponent(id)}`}`);
  if (typeof reply === 'string' || !reply.reached) {
    io.err(`watchbill heartbeat: ${typeof reply === 'string' ? reply : reply.why}`);
    return UNREACHABLE;
  }
  if (reply.status !== 200) {
    io.err(`watchbill heartbeat: ${refusalOf(reply)}`);
    return FAILED;
  }
  if (!isList) io.out(`heard: ${id}`);
  else {
    const heartbeats = reply.body['heartbeats'] as Heartbeat[];
    if (json) io.out(JSON.stringify(heartbeats));
    else if (heartbeats.length === 0) io.out('watchbill.yaml names no heartbeat');
    else
      for (const { id: name, state, lastHeard } of heartbeats)
        io.out(`${name}  ${state}${lastHeard === null ? '' : `, last heard ${lastHeard}`}`);
  }
  return DONE;
}

function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '' },
        url: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
    });
    const [id, ...more] = positionals;
    if (id === undefined) return 'which heartbeat? Its id, or list';
    if (more.length > 0) return `too much: "${more[0]}"`;
    if (values.data === '' && values.url === '' && !process.env['WATCHBILL_URL'])
      return '--data <dir> or --url <address> is needed';
    return { ...values, id };
  } catch (error) {
    return (error as Error).message;
  }
}
