import { useEffect, useRef, useState } from 'react';
import type { PolicyPreview } from '../../../contract/policy/policy-views';
import type { FieldProblem } from '../../../contract/rota/schedule-views';
import { call } from '../../bridge';
import type { Edited } from './policy-drafts';

/** After the last key, for what is wrong, and for what would have happened. Milliseconds. */
const CHECK = 200;
const PREVIEW = 600;

export type Looked = {
  readonly problems: readonly FieldProblem[];
  /** The last one that could be made; null before the first. */
  readonly preview: PolicyPreview | null;
  /** Typed since. */
  readonly stale: boolean;
  readonly trouble: string;
};

/** Asks what is wrong with a draft at once, and what it would have done to the last week a moment later. */
export function usePolicyChange(edited: Edited): Looked {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [shown, setShown] = useState<{
    preview: PolicyPreview | null;
    trouble: string;
    of: Edited['draft'] | null;
  }>({
    preview: null,
    trouble: '',
    of: null,
  });
  const turn = useRef(0);
  const { draft } = edited;
  const change = useRef(edited);
  useEffect(() => {
    change.current = edited;
  });
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    const current = () => mine === turn.current;
    const failed = (error: unknown) => {
      if (current()) setShown((before) => ({ ...before, trouble: (error as Error).message, of: draft }));
    };
    const check = setTimeout(() => {
      call('policy.check', { change: change.current }).then((said) => {
        if (current()) setProblems(said.problems);
      }, failed);
    }, CHECK);
    const preview = setTimeout(() => {
      call('policy.preview', { change: change.current }).then((said) => {
        if (!current()) return;
        const wrong = said.problems.some(({ level }) => level === 'error');
        setShown((before) => ({ preview: wrong ? before.preview : said, trouble: '', of: draft }));
      }, failed);
    }, PREVIEW);
    return () => {
      turn.current += 1;
      clearTimeout(check);
      clearTimeout(preview);
    };
  }, [draft]);
  return { problems, preview: shown.preview, stale: shown.of !== draft, trouble: shown.trouble };
}
