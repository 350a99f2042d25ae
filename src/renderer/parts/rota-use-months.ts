import { useCallback } from 'react';
import { call } from '../bridge';
import { useMirror } from '../state/mirror';
import { type DutyModel, dutyModel } from './rota-model';
import { useAsked } from './use-asked';

const DAY = 86_400_000;

/** The rota from now on for so many days, for choosing shifts in it; null until it is there. */
export function useComingRota(from: number, days: number): { rota: DutyModel | null; trouble: string } {
  const version = useMirror((mirror) => mirror.rotaVersion);
  const ask = useCallback(async () => {
    const to = from + days * DAY;
    return dutyModel(await call('rota.get', { from, to, schedules: [] }), [], from, to);
  }, [from, days]);
  const { value, trouble } = useAsked(ask, version);
  return { rota: value, trouble };
}
