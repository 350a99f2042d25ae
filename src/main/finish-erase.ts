import { finishErase } from '../engine/keep/erase';

/**
 * Before anything is opened: deletes all that is the app's in its folder when that was asked for, also when a kill or a
 * quit cut it short.
 */
export function finishErasing(userData: string): void {
  finishErase(userData, 'app');
}
