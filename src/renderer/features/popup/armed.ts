/**
 * When the pop-up takes keys. It appears while somebody types elsewhere, so a key counts only after a moment of
 * looking: the window has the keyboard, was in sight long enough, and no key was pressed for a while.
 *
 *   away --focused--> settling --quiet long enough, seen long enough--> armed
 *    ^                  |  ^ key starts the wait anew                     |
 *    +-----blurred------+  +------------------(never)                     |
 *    +--------------------------------blurred, hidden---------------------+
 *
 * Times are milliseconds of one clock that never goes back (performance.now()), given by the caller.
 */
export type Keys =
  | { readonly state: 'away'; readonly seenSince: number | null; readonly called: boolean }
  | {
      readonly state: 'settling';
      readonly seenSince: number | null;
      /** Since when no key was pressed in this window. */
      readonly quietSince: number;
      /** The person asked for the keyboard with the global shortcut. */
      readonly called: boolean;
    }
  | {
      readonly state: 'armed';
      readonly seenSince: number;
      /** Keys rest until then: the page under the fingers has just changed. */
      readonly restUntil: number;
    };

export type KeyEvent = 'shown' | 'hidden' | 'focused' | 'blurred' | 'called' | 'pressed' | 'changed' | 'time';

/** No key for this long before keys count. */
export const QUIET = 700;
/** In sight for this long before keys count. */
export const SEEN = 1000;
/** Both waits, when the person called for the pop-up by its shortcut. */
export const CALLED = 300;
/** A page that has just slid under the fingers takes no key for this long. */
export const REST = 400;
/** A window that has just jumped under the pointer takes no click for this long. */
export const CLICK_SEEN = 500;

export const UNSEEN: Keys = { state: 'away', seenSince: null, called: false };

/** What becomes of the keys at an event. Pure; feed every event, and `time` at `armsAt`. */
export function stepKeys(keys: Keys, event: KeyEvent, now: number): Keys {
  const due = armsAt(keys);
  const current: Keys =
    keys.state === 'settling' && keys.seenSince !== null && due !== null && now >= due
      ? { state: 'armed', seenSince: keys.seenSince, restUntil: due }
      : keys;
  switch (event) {
    case 'shown':
      return current.seenSince === null ? { ...settleAgain(current, now), seenSince: now } : current;
    case 'hidden':
      return current.state === 'away'
        ? UNSEEN
        : { ...settleAgain(current, now), seenSince: null, called: false };
    case 'focused':
      return current.state === 'away'
        ? { state: 'settling', seenSince: current.seenSince, quietSince: now, called: current.called }
        : current;
    case 'blurred':
      return { state: 'away', seenSince: current.seenSince, called: false };
    case 'called':
      return current.state === 'armed' ? current : { ...current, called: true };
    case 'pressed':
      return current.state === 'settling' ? { ...current, quietSince: now } : current;
    case 'changed':
      return current.state === 'armed' ? { ...current, restUntil: now + REST } : current;
    case 'time':
      return current;
    default:
      return event satisfies never;
  }
}

/** The instant at which settling keys become armed if nothing happens; null when only an event can arm them. */
export function armsAt(keys: Keys): number | null {
  if (keys.state !== 'settling' || keys.seenSince === null) return null;
  return keys.called ? keys.quietSince + CALLED : Math.max(keys.quietSince + QUIET, keys.seenSince + SEEN);
}

/** Whether a key pressed now acts. Ask before feeding `pressed`. */
export function takesKey(keys: Keys, now: number): boolean {
  const at = stepKeys(keys, 'time', now);
  return at.state === 'armed' && now >= at.restUntil;
}

/** Whether a click now acts: a click needs no keyboard, but it too must be meant for this window. */
export function takesClick(keys: Keys, now: number): boolean {
  return keys.seenSince !== null && now - keys.seenSince >= CLICK_SEEN;
}

function settleAgain(keys: Keys, now: number): Exclude<Keys, { state: 'armed' }> {
  if (keys.state === 'away') return keys;
  return {
    state: 'settling',
    seenSince: keys.seenSince,
    quietSince: keys.state === 'settling' ? Math.max(keys.quietSince, now) : now,
    called: keys.state === 'settling' && keys.called,
  };
}
