// out/main, out/preload, out/renderer and out/cli. `npm run build`
import { build } from './setup/build.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';

await ensureNodeModules();
await build();
