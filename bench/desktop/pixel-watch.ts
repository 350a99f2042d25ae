import { type Client, createClient } from 'x11';
import { type Area, clockMs, type FromWatcher, type ToWatcher } from './pixels';

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

async function watch(client: Client, root: number, { id, areas, patience }: ToWatcher): Promise<void> {
  current = id;
  const before: Buffer[] = [];
  for (const area of areas) before.push(await look(client, root, area));
  say({ kind: 'armed', id, empty: before.every((image) => colours(image, 2) === 1) });
  const end = clockMs() + patience;
  const seen: Array<{ changed: number | null; words: number | null }> = areas.map(() => ({
    changed: null,
    words: null,
  }));
  while (current === id && clockMs() < end && seen.some(({ words }) => words === null)) {
    for (const [index, area] of areas.entries()) {
      const state = seen[index] as (typeof seen)[number];
      if (state.words !== null) continue;
      const image = await look(client, root, area);
      const at = clockMs();
      if (image.equals(before[index] as Buffer)) continue;
      state.changed ??= at;
      if (colours(image, WORDS_HAVE_COLOURS) >= WORDS_HAVE_COLOURS) state.words = at;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  say({ kind: 'seen', id, areas: seen });
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
