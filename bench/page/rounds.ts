import { setTimeout as sleep } from 'node:timers/promises';
import type { PagingApp } from '../desktop/electron-app';
import { type Area, clockMs } from '../desktop/pixels';
import type { Stage } from '../desktop/stage';
import { alertJson } from '../http/alert-bodies';
import { Connection, requestBytes } from '../http/connection';

/** One critical, from the moment its first byte was written. ms. */
export type Round = {
  /** The pop-up's place changed at all. */
  readonly changed: number;
  /** Its own words stood there, and stayed. */
  readonly words: number;
  /** The sender had its answer. */
  readonly reply: number;
  /** When it was posted, ms since 1970. */
  readonly postedAt: number;
};

/** An app, and where the words of its pop-up stand. */
export type Target = Pick<PagingApp, 'port' | 'token' | 'path' | 'hide'> & { readonly popup: Area };

const PATIENCE = 5_000;
/** The words of the page before, if they show at all, are gone after this. ms */
const REST = 60;

/** Posts one critical, waits until it is read on the screen, and takes it off again. */
export async function oneRound(
  stage: Stage,
  app: Target,
  connection: Connection,
  key: string,
): Promise<Round> {
  const bytes = requestBytes(
    'POST',
    app.path,
    app.token,
    `[${alertJson(key, 'critical', new Date().toISOString(), 'KubePodCrashLooping')}]`,
  );
  const { seen } = await armedOnNothing(stage, app);
  const postedAt = performance.timeOrigin + performance.now();
  const from = clockMs();
  const replied = connection.send(bytes).then(({ status }) => {
    if (status >= 300) throw new Error(`the critical was answered ${status}`);
    return clockMs();
  });
  const [areas, reply] = await Promise.all([seen, replied]);
  const area = areas[0];
  if (!area || area.changed === null || area.settled === null) throw new Error(`${key} was not seen in 5 s`);
  await app.hide();
  return { changed: area.changed - from, words: area.settled - from, reply: reply - from, postedAt };
}

/** Waits until nothing of the last pop-up is left, and a moment more, no two alike. */
async function armedOnNothing(stage: Stage, app: Target) {
  for (let tries = 0; tries < 40; tries++) {
    await sleep(60 + Math.random() * 60);
    const armed = await stage.watcher.arm({ areas: [app.popup], patience: PATIENCE, rest: REST });
    if (armed.empty) return armed;
  }
  throw new Error('the pop-up does not go away');
}

export async function rounds(stage: Stage, app: Target, name: string, count: number): Promise<Round[]> {
  const connection = await Connection.open(app.port);
  const found: Round[] = [];
  try {
    for (let round = 0; round < count; round++)
      found.push(await oneRound(stage, app, connection, `${name}-${round}`));
  } finally {
    connection.close();
  }
  return found;
}
