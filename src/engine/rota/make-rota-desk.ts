import { rotaOf } from '../../core/schedule/rota';
import type { TeamFolder } from '../store/team-folder';
import type { RotaDesk } from './rota-desk';

/** Brings team file, log and calendar files together. */
export function makeRotaDesk(parts: { teamFolder: TeamFolder }): RotaDesk {
  return {
    current: () => rotaOf(parts.teamFolder.current().team),
    acts: () => [],
    act: () => Promise.reject(new Error('not built yet')),
    onChange: (listener) => parts.teamFolder.onChange(listener),
    problems: () => [],
  };
}
