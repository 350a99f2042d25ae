import { useCallback } from 'react';
import { call } from '../bridge';
import { useMirror } from '../state/mirror';
import { useAsked } from './use-asked';

/** Offers I may accept, counted; 0 until it is known. */
export function useOffersWaiting(): number {
  const version = useMirror((mirror) => mirror.rotaVersion);
  const ask = useCallback(() => call('trade.list', {}), []);
  const { value } = useAsked(ask, version);
  return Array.isArray(value) ? value.filter(({ mayAccept }) => mayAccept).length : 0;
}
