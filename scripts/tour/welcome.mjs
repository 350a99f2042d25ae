import { LARGE } from './camera.mjs';

/** The first run. @param {Awaited<ReturnType<typeof import('./camera.mjs').openCamera>>} camera @param {string} data */
export async function welcome(camera, data) {
  await camera.resize(LARGE);
  await camera.shoot('welcome');
}
