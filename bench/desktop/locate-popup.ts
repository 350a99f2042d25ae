import { setTimeout as sleep } from 'node:timers/promises';
import { alertJson } from '../http/alert-bodies';
import { askOnce } from '../http/connection';
import { until } from '../ingest/servers';
import type { PagingApp } from './electron-app';
import type { Area } from './pixels';
import type { Stage } from './stage';

/** Where to look for the pop-up of our app. */
export type PopupPlaces = {
  /** The title of the first card: its band above beats, the age in it counts. */
  readonly title: Area;
  /** The number and age at the right end of the band, outside of a main window that is centred. */
  readonly band: Area;
};

type Door = Pick<PagingApp, 'port' | 'token' | 'path'>;

/** Lets a critical ring, and looks where its pop-up stands. It goes on ringing. */
export async function locatePopup(stage: Stage, app: Door): Promise<PopupPlaces> {
  const critical = JSON.parse(
    alertJson('unanswered', 'critical', new Date().toISOString(), 'TargetDown'),
  ) as object;
  // Without an end it would be over five minutes after it was sent.
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  await askOnce(app.port, 'POST', app.path, app.token, [{ ...critical, endsAt }]);
  const find = () => {
    const found = stage.desktop.run('xdotool', 'search', '--onlyvisible', '--name', '^Watchbill page$');
    return found.ok ? (found.stdout.trim().split('\n')[0] ?? null) : null;
  };
  const window = await until('the pop-up', 10_000, find, 50);
  // It fits itself to its card.
  await sleep(700);
  const { stdout } = stage.desktop.run('xdotool', 'getwindowgeometry', '--shell', window);
  const at = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(stdout)?.[1]);
  const [x, y] = [at('X'), at('Y')];
  if (!Number.isInteger(x) || !Number.isInteger(y)) throw new Error(`no place of the pop-up in ${stdout}`);
  return {
    title: { x: x + 16, y: y + 60, width: 300, height: 56 },
    band: { x: x + 356, y: y + 8, width: 80, height: 30 },
  };
}
