import type { QueueFilter } from '../../contract/views/queue';
import type { HandlerParts } from './parts';

/** So many ids are read before whatever else the engine has to do comes between: a few milliseconds. */
const SLICE = 1000;

/** The ids of all that fit a filter now, in the order of the queue. @throws Error while the store cannot be read */
export async function idsThatFit(
  parts: Pick<HandlerParts, 'reader'>,
  filter: QueueFilter,
): Promise<{ ids: string[] }> {
  const numbers = readerOf(parts).numbersOf(filter);
  const ids: string[] = [];
  for (let from = 0; from < numbers.length; from += SLICE) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    // Asked anew each time: the store may be another one by now.
    ids.push(...readerOf(parts).idsOf(numbers.slice(from, from + SLICE)));
  }
  return { ids };
}

function readerOf({ reader }: Pick<HandlerParts, 'reader'>): NonNullable<ReturnType<HandlerParts['reader']>> {
  const now = reader();
  if (!now) throw new Error('What is stored cannot be read now.');
  return now;
}
