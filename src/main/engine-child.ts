import { type UtilityProcess, utilityProcess } from 'electron';
import type { FromEngine, ToEngine } from '../contract/engine-link';

/** One life of the engine's process: what it says, and that it ended. */
export type EngineChild = {
  readonly pid: number | undefined;
  send(message: ToEngine): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
};

export type ChildEvents = {
  heard(message: FromEngine): void;
  /** Once; `why` is for the log. Nothing is heard after it. */
  ended(why: string): void;
};

export type SpawnEngine = (events: ChildEvents) => EngineChild;

/**
 * Runs `entry` (built engine-process.js) in a utility process. Only after Electron is ready.
 *
 * The first one is started here and now: it loads its program, and does nothing before it is told to start, while the
 * shell reads its settings and makes its windows (decisions/0008).
 */
export function engineProcess(entry: string): SpawnEngine {
  let ahead: UtilityProcess | null = fork(entry);
  ahead.once('exit', () => {
    ahead = null;
  });
  return (events) => {
    const child = ahead ?? fork(entry);
    ahead = null;
    let over = false;
    const end = (why: string) => {
      if (over) return;
      over = true;
      events.ended(why);
    };
    child.on('message', (message: FromEngine) => {
      if (!over) events.heard(message);
    });
    child.once('exit', (code) => {
      end(`exit code ${code}`);
    });
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => {
        if (!over) child.postMessage(message);
      },
      kill: () => {
        killHard(child);
        end('killed');
      },
    };
  };
}

function fork(entry: string): UtilityProcess {
  return utilityProcess.fork(entry, [], { serviceName: 'Watchbill pager', stdio: 'inherit' });
}

/** `kill()` asks politely; a process that hangs does not hear it. */
function killHard(child: UtilityProcess): void {
  const { pid } = child;
  if (pid === undefined) return void child.kill();
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    child.kill();
  }
}
