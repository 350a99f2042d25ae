import type { Rota } from './rota';
import type { Schedule } from './schedule';
import type { Cause } from './shift';

/**
 * Why somebody, or nobody, is on call, as the end of a sentence: "because of the trade with Ada agreed on Tue 3 Mar,
 * over layer weekly", "by layer weekly, turn 3 of 5", "nobody: no layer has anybody then".
 * @param zone IANA name of the zone that days are told in
 */
export function explain(_rota: Rota, _schedule: Schedule, _cause: Cause, _zone: string): string {
  throw new Error('not built yet');
}
