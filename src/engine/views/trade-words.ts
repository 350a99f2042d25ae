import type { Rota } from '../../core/schedule/rota';
import { printDuration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { HeldPiece } from '../../core/trade/own-hours';
import type { TradeWarning } from '../../core/trade/warnings';
import type { Names } from './names';
import { pieceWords } from './piece-words';

/** Who speaks, of what, and when: for times in the reader's zone. */
export type TradeWordsFor = { readonly rota: Rota; readonly names: Names; readonly now: Instant };

/** "Fri 18:00 to 20:00 is Grace Lindt's now. Sat 09:00 to 12:00 is nobody's now."; '' where nothing moved. */
export function movedHours(moved: readonly HeldPiece[], words: TradeWordsFor): string {
  const holders = [...new Set(moved.map(({ holder }) => holder))];
  return holders
    .map((holder) => {
      const hours = moved.filter((piece) => piece.holder === holder);
      const whose = holder === null ? "nobody's" : `${words.names.person(holder).name}'s`;
      return `${hoursText(hours, words)} ${hours.length > 1 ? 'are' : 'is'} ${whose} now.`;
    })
    .join(' ');
}

/** "Grace Lindt is away from Fri 12:00 to Sat 12:00 (dentist)." */
export function warningText(warning: TradeWarning, { rota, names, now }: TradeWordsFor): string {
  const { name } = names.person(warning.person);
  const start = names.dayAndClock(warning.span.start, now);
  const end = names.dayAndClock(warning.span.end, now);
  switch (warning.kind) {
    case 'away':
      return `${name} is away from ${start} to ${end}${warning.reason === '' ? '' : ` (${warning.reason})`}.`;
    case 'rest': {
      const rest = printDuration(warning.span.end - warning.span.start);
      return `That leaves ${name} ${rest} of rest, from ${start} to ${end}.`;
    }
    case 'double': {
      const [one, other] = warning.schedules.map(
        (schedule) => rota.schedules.find(({ id }) => id === schedule)?.name ?? schedule,
      );
      return `${name} would be on call for ${one} and ${other} at once, from ${start} to ${end}.`;
    }
  }
}

/** Hours as words, in the reader's zone. */
export function hoursText(
  pieces: Parameters<typeof pieceWords>[0],
  { rota, names, now }: TradeWordsFor,
): string {
  return pieceWords(pieces, rota, names, now);
}
