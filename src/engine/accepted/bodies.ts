import type { Item } from './item';

/** Bodies are kept in memory up to here, and read back from the journal beyond. Bytes. */
const KEPT_BODIES = 8 << 20;

/** The bodies of what waits: in memory while there is room, else where they stand in the journal. */
export type Bodies = {
  /** One more, in memory. */
  keep(item: Item): void;
  /** It stands in the journal now: where too many are kept this one is read back when it is needed. */
  written(item: Item): void;
  /** Nobody needs it any more. */
  forget(item: Item): void;
  /** @throws Error where it is nowhere, or cannot be read back */
  of(item: Item): Buffer;
};

export function makeBodies(): Bodies {
  let kept = 0;

  function drop(item: Item): void {
    if (!item.body) return;
    kept -= item.body.length;
    item.body = null;
    item.inputs = null;
  }

  return {
    keep(item) {
      kept += item.bytes;
    },
    written(item) {
      if (kept > KEPT_BODIES) drop(item);
    },
    forget(item) {
      drop(item);
      item.parsed = null;
    },
    of({ body, place }) {
      if (body) return body;
      if (!place) throw new Error('its body is not there');
      return place.segment.read(place.from, place.length);
    },
  };
}
