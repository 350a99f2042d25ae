import type { StatusView } from '../contract/views/status';

export type Banner = StatusView['banners'][number];

/** What is to be told loudly until it is over or was read. */
export type Banners = {
  /** Shows a banner, or replaces the one with its id. */
  show(banner: Banner): void;
  /** It is over, or a person has read it. */
  clear(id: string): void;
  all(): Banner[];
};

export function makeBanners(changed: () => void): Banners {
  const shown = new Map<string, Banner>();
  return {
    show(banner) {
      const before = shown.get(banner.id);
      if (before && before.text === banner.text && before.tone === banner.tone) return;
      shown.set(banner.id, banner);
      changed();
    },
    clear(id) {
      if (shown.delete(id)) changed();
    },
    all: () => [...shown.values()],
  };
}
