import { useEffect, useRef, useState } from 'react';
import type { PreviewView, ScheduleDraft } from '../../../contract/rota/schedule-views';
import { call } from '../../bridge';

const REST = 250;

export type Previewed = {
  /** What the engine said of the draft last; null until the first answer. */
  readonly preview: PreviewView | null;
  /** The last one without errors, to be looked at while there are some. */
  readonly good: PreviewView | null;
  /** Its zone; '' before there is one. */
  readonly zone: string;
  /** Typed since: the answer is on its way. */
  readonly stale: boolean;
  readonly trouble: string;
};

/** Asks the engine what a draft would do, a quarter of a second after the last key. `because`: asks again when it changes. */
export function usePreview(draft: ScheduleDraft | null, replaces: string, because: unknown): Previewed {
  const [said, setSaid] = useState<Omit<Previewed, 'stale'> & { of: ScheduleDraft | null }>({
    preview: null,
    good: null,
    zone: '',
    trouble: '',
    of: null,
  });
  const turn = useRef(0);
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (!draft) return;
    const timer = setTimeout(() => {
      call('schedule.preview', { draft, replaces }).then(
        (preview) => {
          if (mine !== turn.current) return;
          const wrong = preview.problems.some(({ level }) => level === 'error');
          setSaid((before) => ({
            preview,
            good: wrong ? before.good : preview,
            zone: wrong ? before.zone : draft.timeZone,
            trouble: '',
            of: draft,
          }));
        },
        (error: unknown) => {
          if (mine === turn.current)
            setSaid((before) => ({ ...before, trouble: (error as Error).message, of: draft }));
        },
      );
    }, REST);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a change of `because` is a reason to ask again
  }, [draft, replaces, because]);
  const { preview, good, zone, trouble } = said;
  return { preview, good, zone, trouble, stale: said.of !== draft };
}
