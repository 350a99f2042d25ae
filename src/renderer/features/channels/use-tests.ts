import { useCallback, useState } from 'react';
import type { Output } from '../../../contract/bridge';
import { call } from '../../bridge';

export type TestResult = Pick<Output<'channels.test'>, 'state' | 'text'>;

/** Tests that are under way (since when) and what those of this visit came to, by channel. */
export function useTests(done: () => void): {
  readonly running: ReadonlyMap<string, number>;
  readonly results: ReadonlyMap<string, TestResult>;
  readonly test: (id: string) => Promise<void>;
} {
  const [running, setRunning] = useState<ReadonlyMap<string, number>>(new Map());
  const [results, setResults] = useState<ReadonlyMap<string, TestResult>>(new Map());

  const test = useCallback(
    async (id: string) => {
      setRunning((before) => new Map(before).set(id, Date.now()));
      setResults((before) => without(before, id));
      let result: TestResult;
      try {
        result = await call('channels.test', { id });
      } catch (error) {
        result = { state: 'failed', text: (error as Error).message };
      }
      setRunning((before) => without(before, id));
      setResults((before) => new Map(before).set(id, result));
      done();
    },
    [done],
  );

  return { running, results, test };
}

function without<T>(map: ReadonlyMap<string, T>, id: string): Map<string, T> {
  const rest = new Map(map);
  rest.delete(id);
  return rest;
}
