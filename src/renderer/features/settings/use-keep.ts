import { useEffect, useState } from 'react';
import type { Push } from '../../../contract/bridge';
import { call, on } from '../../bridge';
import { useAsked } from '../../parts/use-asked';

const ask = () => call('keep.get', {});

/** What is kept on this desktop, as it stands now; asked when the screen comes up, and told whenever it changes. */
export function useKeep(): { keep: Push<'keep'> | null; trouble: string; put: (keep: Push<'keep'>) => void } {
  const { value, trouble } = useAsked(ask);
  /** Newer than any answer. */
  const [told, setTold] = useState<Push<'keep'> | null>(null);
  useEffect(() => on('keep', setTold), []);
  return { keep: told ?? value, trouble: told ? '' : trouble, put: setTold };
}
