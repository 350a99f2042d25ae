import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function tick(): void {
  if (document.visibilityState === 'hidden') return;
  now = Date.now();
  for (const listener of listeners) listener();
}

/**
 * Text that depends on the time, from one clock of 1 Hz shared by the whole window. The component renders again only
 * when the text changes, so an hour-old row costs nothing.
 */
export function useTimeText(text: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => text(timer ? now : Date.now()));
}
