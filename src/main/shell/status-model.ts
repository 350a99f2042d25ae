import type { PersonView } from '../../contract/views/people';
import type { StatusView } from '../../contract/views/status';

export type Banner = StatusView['banners'][number];

const NOBODY: PersonView = { id: '', name: '', initials: '?', colour: 0, email: '', timeZone: 'UTC' };

/** Before the engine said anything: nothing is known, and it looks like that. */
export const UNKNOWN: StatusView = {
  team: '',
  me: NOBODY,
  tray: 'blind',
  onCall: { yes: false, until: null, why: '' },
  duties: [],
  waiting: 0,
  open: 0,
  acknowledged: 0,
  suppressed: 0,
  blind: [],
  sources: { all: 0, failing: 0 },
  storing: { ok: true, text: '' },
  listener: { url: '', ok: false, text: 'The pager is not running.' },
  channels: [],
  banners: [],
  sentence: 'The pager is starting.',
};

export const ENGINE_BANNER = 'shell:engine';

/** What the shell itself knows of the pager's process. */
export type EngineStanding =
  | { readonly kind: 'running' }
  | { readonly kind: 'setting-up' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'starting-again'; readonly problem: string };

/**
 * The engine's status as it is shown: with the shell's own banners before the engine's, and, when the engine does not
 * run, loudly so. The last known figures stay, but never as "all is quiet": a pager that stopped is blind.
 */
export function shownStatus(
  last: StatusView | null,
  engine: EngineStanding,
  banners: readonly Banner[],
): StatusView {
  const base = last ?? UNKNOWN;
  if (engine.kind === 'running' && last) return { ...base, banners: [...banners, ...base.banners] };
  if (engine.kind !== 'starting-again') {
    const text = engine.kind === 'setting-up' ? 'Watchbill is not set up yet.' : 'The pager is starting.';
    return {
      ...base,
      tray: engine.kind === 'setting-up' ? 'rest' : base.tray,
      sentence: text,
      banners: [...banners, ...base.banners],
    };
  }
  const because = engine.problem ? ` (${engine.problem})` : '';
  const down: Banner = {
    id: ENGINE_BANNER,
    tone: 'bad',
    text: `The pager stopped, starting again${because}. Nobody is paged by this desktop until it runs.`,
    act: '',
  };
  return {
    ...base,
    tray: 'blind',
    listener: { ...base.listener, ok: false, text: 'The pager stopped, starting again.' },
    banners: [down, ...banners, ...base.banners],
    sentence: 'The pager stopped, starting again.',
  };
}
