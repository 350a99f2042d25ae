import type { NoiseView } from '../../contract/noise/noise-views';

export type HeldHow = NoiseView['heldBy'][number]['how'];

/** What held a page back, in a word or two. */
export const HELD_WORDS: Record<HeldHow, string> = {
  silenced: 'Silenced',
  maintenance: 'In maintenance',
  inhibited: 'Explained by a bigger alert',
  grouped: 'Part of another incident',
  flapping: 'Flapping',
  holding: 'Held to see whether it stays',
  collecting: 'Waited for others',
};
