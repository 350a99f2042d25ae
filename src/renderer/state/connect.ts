import { call, on } from '../bridge';
import { type Mirror, useMirror } from './mirror';

/**
 * Fills the mirror: hears every push, then asks once for what is there. A push that arrives while the question is
 * on its way is newer than the answer and wins. @returns how to stop listening.
 */
export function connect(): () => void {
  const pushed = new Set<keyof Mirror>();
  const put = (part: Partial<Mirror>) => {
    for (const key of Object.keys(part)) pushed.add(key as keyof Mirror);
    useMirror.setState(part);
  };
  const stops = [
    on('status', (status) => put({ status })),
    on('ringing', (ringing) => put({ ringing })),
    on('settings', (settings) => put({ settings })),
    on('practice', (practice) => put({ practice })),
    on('queue', ({ version }) => put({ queueVersion: Math.max(version, useMirror.getState().queueVersion) })),
    on('rota', ({ version }) => put({ rotaVersion: Math.max(version, useMirror.getState().rotaVersion) })),
    on('sync', (sync) => put({ sync })),
    on('plan', (plan) => put({ plan })),
  ];
  let stopped = false;

  async function ask<K extends keyof Mirror>(key: K, answer: Promise<Mirror[K]>): Promise<void> {
    try {
      const value = await answer;
      if (!stopped && !pushed.has(key)) useMirror.setState({ [key]: value } as Pick<Mirror, K>);
    } catch (error) {
      if (!stopped) useMirror.setState({ trouble: (error as Error).message });
    }
  }

  void ask('firstRun', call('firstRun.get', {}));
  void ask('settings', call('settings.get', {}));
  void ask('status', call('status.get', {}));
  void ask('ringing', call('ringing.get', {}));
  void ask('practice', call('practice.get', {}));
  void ask('sync', call('sync.get', {}));
  void ask('plan', call('plan.get', {}));
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}

/** Asks again whether the welcome was finished; it has no push. */
export async function refreshFirstRun(): Promise<void> {
  useMirror.setState({ firstRun: await call('firstRun.get', {}) });
}
