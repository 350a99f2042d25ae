import type { BrowserWindow } from 'electron';

const EVERY_MS = 2_000;
const PATIENCE_MS = 4_000;

/**
 * Asks the window's renderer for a sign of life while something rings: `unresponsive` alone only tells of a hang when
 * somebody clicks, and a page that nobody can answer must not wait for that.
 */
export function watchLiveness(
  window: BrowserWindow,
  isRinging: () => boolean,
  hangs: (why: string) => void,
): void {
  let asked = false;
  const timer = setInterval(() => {
    if (asked || !isRinging() || window.webContents.isLoading()) return;
    asked = true;
    const tooLate = setTimeout(() => {
      clearInterval(timer);
      hangs('hangs');
    }, PATIENCE_MS);
    window.webContents
      .executeJavaScript('0')
      .catch(() => {})
      .finally(() => {
        clearTimeout(tooLate);
        asked = false;
      });
  }, EVERY_MS);
  window.once('closed', () => {
    clearInterval(timer);
  });
}
