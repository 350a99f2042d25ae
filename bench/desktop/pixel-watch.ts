import { type Client, createClient } from 'x11';
import { type Area, clockMs, type FromWatcher, type Seen, type ToWatcher } from './pixels';

/*
 * Looks at the screen as a person would: through the X server, not through the app. What it sees was on the screen
 * before the time that it tells.
 */

const Z_PIXMAP = 2;
/** Text is drawn in shades; a window without content has one colour, with a border two or three. */
const WORDS_HAVE_COLOURS = 6;

const say = (message: FromWatcher) => void process.send?.(message);
process.on('disconnect', () => process.exit(0));

createClient({ display: process.env.DISPLAY ?? '' }, (error, { client, screen }) => {
  if (error) throw error;
  client.on('error', (problem) => console.error(problem));
  const root = screen[0]?.root as number;
  process.on('message', (message: ToWatcher) => void watch(client, root, message));
});

/** The order that is carried out; a newer one ends it. */
let current = 0;

async function watch(client: Client, root: number, order: ToWatcher): Promise<void> {
  current = order.id;
  const looks: Looking[] = [];
  for (const area of order.areas)
    looks.push({
      area,
      last: await look(client, root, area),
      changed: null,
      words: null,
      settled: null,
      over: false,
    });
  say({ kind: 'armed', id: order.id, empty: looks.every(({ last }) => colours(last, 2) === 1) });
  const end = clockMs() + order.patience;
  while (current === order.id && clockMs() < end && looks.some(({ over }) => !over)) {
    for (const looking of looks)
      if (!looking.over) take(looking, await look(client, root, looking.area), clockMs(), order.rest);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  say({
    kind: 'seen',
    id: order.id,
    areas: looks.map(({ changed, words, settled, over }) => ({
      changed,
      words,
      settled: over ? settled : null,
    })),
  });
}

type Looking = { -readonly [K in keyof Seen]: Seen[K] } & {
  readonly area: Area;
  last: Buffer;
  over: boolean;
};

function take(looking: Looking, image: Buffer, at: number, rest: number): void {
  if (!image.equals(looking.last)) {
    looking.last = image;
    looking.changed ??= at;
    looking.settled = at;
    if (looking.words === null && colours(image, WORDS_HAVE_COLOURS) >= WORDS_HAVE_COLOURS)
      looking.words = at;
  }
  looking.over = looking.words !== null && at - (looking.settled ?? at) >= rest;
}

function look(client: Client, root: number, { x, y, width, height }: Area): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    client.GetImage(Z_PIXMAP, root, x, y, width, height, 0xffffffff, (error, image) => {
      if (error) reject(error);
      else resolve(image.data);
    });
  });
}

/** How many colours there are, counted up to `enough`. */
function colours(image: Buffer, enough: number): number {
  const found = new Set<number>();
  for (let at = 0; at + 4 <= image.length && found.size < enough; at += 4)
    found.add(image.readUInt32LE(at) & 0xffffff);
  return found.size;
}
