import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** electron-builder's hook: an Electron's default app has no place beside ours. */
export function afterPack({ packager, appOutDir }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
