import { LARGE } from './camera.mjs';

/**
 * The first run, in its three steps.
 * @param {Awaited<ReturnType<typeof import('./camera.mjs').openCamera>>} camera @param {string} folder that becomes the team's
 */
export async function welcome(camera, folder) {
  const { main } = camera;
  await camera.resize(LARGE);
  await main.getByLabel('Team folder').fill(folder);
  await main.getByLabel('Name of the team').fill('Harbour Payments');
  await main.getByLabel('Your name').fill('Ada Okafor');
  await main.getByLabel('E-mail (optional)').fill('ada@harbour.example');
  await camera.rest();
  await camera.shoot('welcome');
  await main.getByRole('button', { name: 'Create the team' }).click();
  await main.getByRole('radio', { name: 'Ask an Alertmanager' }).waitFor({ timeout: 20_000 });
  await camera.rest();
  await camera.shoot('welcome-sources');
  await main.getByRole('button', { name: /^Skip/ }).click();
  await main.getByRole('button', { name: 'Page me now' }).click();
  await camera.popup
    .getByRole('button', { name: /^Acknowledge/ })
    .first()
    .waitFor({ timeout: 20_000 });
  await camera.rest();
  await camera.shootScreen('welcome-practice');
}
