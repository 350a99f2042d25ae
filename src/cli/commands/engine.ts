import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readTeam } from '../../core/team/read';
import { startEngine } from '../../engine/engine';
import { consoleNotifier, desktopNotifier } from '../../engine/notify/registry';
import type { Log } from '../../engine/ports';
import type { Engine } from '../../engine/running-engine';
import { secretsFile } from '../../engine/store/secrets-file';
import { lastGoodOf } from '../../engine/store/team-folder-last-good';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const ENGINE_USAGE = `watchbill engine --team <folder> --data <dir> --me <person> [--port <n>] [--json] [--notify] [--git]

Runs the pager without a window: polls the team's sources, listens on 127.0.0.1, pages on standard output.
  --team    the team folder, with its watchbill.yaml
  --data    where incidents are stored on this machine
  --me      your id among the people of watchbill.yaml
  --port    port of the listener; 0 (the default) for any
  --json    one JSON object a line; the first is {"event":"listening","url":…,"token":…}
  --notify  pages also by notifications of this desktop
  --git     pulls, commits and pushes the team folder by itself, where it is a clone of a git repository`;

type Options = {
  team: string;
  data: string;
  me: string;
  port: number;
  json: boolean;
  notify: boolean;
  git: boolean;
};

/** Runs until SIGINT or SIGTERM. @returns the exit code */
export async function engine(
  argv: readonly string[],
  io: Io,
  workerUrl: URL,
  version: string,
): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill engine: ${options}`);
    io.err(ENGINE_USAGE);
    return USAGE;
  }
  const wrong = await checkTeam(options);
  if (wrong) {
    io.err(`watchbill engine: ${wrong}`);
    return FAILED;
  }
  const early: string[] = [];
  let say = (line: string): void => void early.push(line);
  const notifiers = [consoleNotifier((line) => say(line), options.json)];
  if (options.notify) notifiers.push(desktopNotifier(''));
  let running: Engine;
  let restarting = null as Promise<void> | null; // it is set from elsewhere while this waits
  let gaveUp: (error: Error) => void = () => undefined;
  /** It could not be started anew: whoever started us must know. */
  const over = new Promise<Error>((resolve) => {
    gaveUp = resolve;
  });
  const start = (port: number): Promise<Engine> =>
    startEngine({
      teamFolder: options.team,
      dataFolder: options.data,
      me: options.me,
      port,
      notifiers,
      secrets: secretsFile(join(options.data, 'secrets.json')),
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      log: lineLog(io),
      workerUrl,
      version,
      again: () => {
        restarting ??= again()
          .catch(gaveUp)
          .finally(() => {
            restarting = null;
          });
      },
    });
  /** On the same port: senders know it. */
  const again = async (): Promise<void> => {
    const { port } = running;
    await running.stop();
    running = await start(port);
    await running.ready;
    await listening(running, io);
    say(options.json ? JSON.stringify({ event: 'again', url: running.url }) : 'started anew');
  };
  try {
    running = await start(options.port);
  } catch (error) {
    io.err(`watchbill engine: ${(error as Error).message}`);
    return FAILED;
  }
  if (options.git) await running.handlers['sync.set']({ auto: true });
  await running.ready;
  await listening(running, io);
  io.out(
    options.json
      ? JSON.stringify({ event: 'listening', url: running.url, token: running.token })
      : `listening on ${running.url}\ntoken ${running.token}`,
  );
  for (const line of early) io.out(line);
  say = (line) => io.out(line);
  const failure = await Promise.race([signalled(), over]);
  if (failure) {
    io.err(`watchbill engine: ${failure.message}`);
    return FAILED;
  }
  await restarting;
  await running.stop();
  return DONE;
}

function readOptions(argv: readonly string[]): Options | string {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        team: { type: 'string' },
        data: { type: 'string' },
        me: { type: 'string' },
        port: { type: 'string', default: '0' },
        json: { type: 'boolean', default: false },
        notify: { type: 'boolean', default: false },
        git: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return (error as Error).message;
  }
  const { team, data, me, port } = values;
  if (typeof team !== 'string' || team === '') return '--team <folder> is needed';
  if (typeof data !== 'string' || data === '') return '--data <dir> is needed';
  if (typeof me !== 'string' || me === '') return '--me <person> is needed';
  if (typeof port !== 'string' || !/^\d{1,5}$/.test(port) || Number(port) > 65535)
    return `--port ${String(port)} is no port (0 to 65535)`;
  return {
    team: resolve(team),
    data: resolve(data),
    me,
    port: Number(port),
    json: values['json'] === true,
    notify: values['notify'] === true,
    git: values['git'] === true,
  };
}

/** A mistyped call is told at once; a file that breaks or goes away later never stops the pager, nor its next start. */
async function checkTeam({ team, data, me }: Options): Promise<string | null> {
  const file = join(team, 'watchbill.yaml');
  if (!existsSync(file) && (await lastGoodOf(team, data).load())) return null;
  if (!existsSync(team)) return `there is no folder ${team}`;
  if (!existsSync(file) || !statSync(file).isFile()) return `there is no watchbill.yaml in ${team}`;
  const { team: whole, usable } = readTeam(readFileSync(file, 'utf8'));
  const people = (whole ?? usable)?.people ?? [];
  if (people.length === 0 || people.some(({ id }) => id === me)) return null;
  return `"${me}" is not among the people of ${file}: ${people.map(({ id }) => id).join(', ')}`;
}

/** Waits until the listener is up; a port that is taken is asked for again and again, and said so. */
async function listening(running: Engine, io: Io): Promise<void> {
  if (running.url !== '') return;
  io.err(
    'watchbill engine: the listener is not open yet (is the port in use?); trying again every 5 s, sources are polled meanwhile',
  );
  await new Promise<void>((done) => {
    const stop = running.subscribe(() => {
      if (running.url === '') return;
      stop();
      done();
    });
  });
}

function signalled(): Promise<void> {
  return new Promise((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
}

function lineLog(io: Io): Log {
  const write = (level: string) => (message: string, detail?: Readonly<Record<string, unknown>>) => {
    io.err(JSON.stringify({ level, message, ...detail }));
  };
  return { info: () => undefined, warn: write('warn'), error: write('error') };
}
