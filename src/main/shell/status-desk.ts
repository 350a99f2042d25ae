import type { StatusView } from '../../contract/views/status';
import { type Banner, type EngineStanding, shownStatus } from './status-model';

/** Keeps what is known of how things stand, and tells it as one view. */
export type StatusDesk = {
  /** The engine's own status, as it came. */
  engineSaid(status: StatusView): void;
  engineIs(standing: EngineStanding): void;
  /** Shows a banner of the shell (`shell:…`), or takes it off with null. */
  banner(id: string, banner: Omit<Banner, 'id'> | null): void;
  /** Takes a banner of the shell off. False when it is none of ours. */
  dismiss(id: string): boolean;
  /** As it is shown now. */
  current(): StatusView;
};

export function statusDesk(changed: (status: StatusView) => void): StatusDesk {
  const banners = new Map<string, Banner>();
  let last: StatusView | null = null;
  let engine: EngineStanding = { kind: 'setting-up' };
  const current = () => shownStatus(last, engine, [...banners.values()]);
  const tell = () => {
    changed(current());
  };
  return {
    engineSaid: (status) => {
      last = status;
      tell();
    },
    engineIs: (standing) => {
      engine = standing;
      tell();
    },
    banner: (id, banner) => {
      if (banner === null ? !banners.delete(id) : banners.get(id)?.text === banner.text) return;
      if (banner) banners.set(id, { id, ...banner });
      tell();
    },
    dismiss: (id) => {
      const ours = banners.delete(id);
      if (ours) tell();
      return ours || id.startsWith('shell:');
    },
    current,
  };
}
