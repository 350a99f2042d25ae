import { pathToFileURL } from 'node:url';
import type { FromEngine, ToEngine } from '../../src/contract/engine-link';
import type { ChildEvents, EngineChild, SpawnEngine } from '../../src/main/engine-child';

type Heard = (event: { data: ToEngine }) => void;

/**
 * In place of src/main/engine-child.ts: the same engine-process.js, in Electron's main process. What it says is heard
 * in the same tick, without a copy: the best that this arrangement can do. It cannot be killed, nor start again.
 */
export function engineProcess(entry: string): SpawnEngine {
  return (events: ChildEvents): EngineChild => {
    const early: ToEngine[] = [];
    let hear: Heard = ({ data }) => void early.push(data);
    const port = {
      postMessage: (message: FromEngine) => events.heard(message),
      on: (_event: 'message', listener: Heard) => {
        hear = listener;
      },
    };
    Object.defineProperty(process, 'parentPort', { value: port, configurable: true });
    void import(/* @vite-ignore */ pathToFileURL(entry).href).then(() => {
      for (const message of early) hear({ data: message });
    });
    return { pid: process.pid, send: (data) => hear({ data }), kill: () => undefined };
  };
}
