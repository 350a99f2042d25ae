import { join } from 'node:path';
import { root } from '../setup/places.mjs';
import { runInForeground } from '../setup/run.mjs';
import { albumFolder, paste } from './album.mjs';

/**
 * An alert of a real Alertmanager on a real desktop: the end-to-end test that proves it takes its pictures meanwhile.
 * @returns {Promise<number>} exit code
 */
export async function showRealAlert() {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const story = ['run', '--project', 'e2e', 'story-page', '-t', 'reaches pop-up'];
  const code = await runInForeground(process.execPath, [vitest, ...story], {
    cwd: root,
    env: { ...process.env, WATCHBILL_PICTURES: albumFolder },
  });
  if (code === 0)
    for (const name of ['page-real-alert', 'acknowledged-real-alert']) await paste(name, () => {});
  return code;
}
