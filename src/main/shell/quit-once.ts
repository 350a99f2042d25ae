import { app } from 'electron';

/**
 * Quits in order, once: whatever asks for it (menu, tray, system, signal), `finish` is waited for, then the app ends.
 * @returns asks for it
 */
export function quitOnce(finish: () => Promise<void>): () => void {
  let going: 'no' | 'finishing' | 'done' = 'no';
  app.on('before-quit', (event) => {
    if (going === 'done') return;
    event.preventDefault();
    if (going === 'finishing') return;
    going = 'finishing';
    void finish()
      .catch(() => {})
      .finally(() => {
        going = 'done';
        app.exit(0);
      });
  });
  return () => {
    app.quit();
  };
}
