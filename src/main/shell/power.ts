import { powerMonitor } from 'electron';

export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock';

/** Sleep and lock, as the system tells them; some systems tell the same thing twice, it is passed on once. */
export function onPower(listener: (event: PowerEvent) => void): void {
  let last: PowerEvent | null = null;
  let at = 0;
  const tell = (event: PowerEvent) => () => {
    const now = performance.now();
    if (event === last && now - at < 2_000) return;
    last = event;
    at = now;
    listener(event);
  };
  powerMonitor.on('suspend', tell('suspend'));
  powerMonitor.on('resume', tell('resume'));
  powerMonitor.on('lock-screen', tell('lock'));
  powerMonitor.on('unlock-screen', tell('unlock'));
}
