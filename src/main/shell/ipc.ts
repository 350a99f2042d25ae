import { ipcMain } from 'electron';
import type { Log } from '../../engine/ports';
import type { AnswerScreen } from './answering';
import type { Screens } from './screens';

/** Calls one window may have open at once; a screen in a loop must not fill our memory. */
const OPEN_AT_MOST = 500;
const REFUSED = { ok: false, error: 'Refused.' } as const;

/**
 * The one door for calls of screens: who asks is checked here, what is asked in `answering`, which may still be on its
 * way when the first screen asks.
 */
export function bindCalls(screens: Screens, answering: Promise<AnswerScreen>, log: Log): void {
  const open = new Map<number, number>();
  ipcMain.handle('watchbill:call', async (event, name: unknown, input: unknown) => {
    if (!screens.isOurs(event.sender, event.senderFrame)) {
      log.warn('refused a call of a foreign sender', {
        from: event.senderFrame?.url.slice(0, 300) ?? 'a frame that is gone',
      });
      return REFUSED;
    }
    const { id } = event.sender;
    const now = open.get(id) ?? 0;
    if (now >= OPEN_AT_MOST) return { ok: false, error: 'Too much at once: wait for the answers.' };
    open.set(id, now + 1);
    try {
      const answer = await answering;
      return await answer(name, input);
    } finally {
      const left = (open.get(id) ?? 1) - 1;
      if (left > 0) open.set(id, left);
      else open.delete(id);
    }
  });
}
