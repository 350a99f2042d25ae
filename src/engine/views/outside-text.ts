import { oneLine } from '../../core/alert/alert';

/** Marks that turn the direction of everything after them: a name must not mirror the rest of our sentence. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * Text that came from outside, to stand inside a sentence of ours: one line of at most `max` characters, without
 * marks of direction of its own; right-to-left text is isolated (Unicode TR9), so that the sentence keeps its order.
 */
export function outsideText(text: string, max = 200): string {
  const plain = oneLine(text.replace(DIRECTION_MARKS, ''), max);
  return RIGHT_TO_LEFT.test(plain) ? `${ISOLATE}${plain}${POP_ISOLATE}` : plain;
}

/** Overrides, embeddings and isolates: inside an isolated element they still turn what stands in it around. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from outside that stands by itself, without the controls that would show it in another order than it is in
 * ("invoice gpj.exe" for what is really exe.jpg backwards). Plain right-to-left text needs none of them to be read.
 */
export function readableText(text: string): string {
  return text.replace(TURNS, '');
}

/** Text from outside at the end of a sentence: with one full stop, or whatever mark it brought itself. */
export function endSentence(text: string, max = 300): string {
  const plain = outsideText(text, max);
  return /[.!?…][\u2069"')]?$/.test(plain) ? plain : `${plain}.`;
}

/** A title in the middle of a sentence: `Pop-up page` gives `pop-up page`; `OS notification` stays. */
export function midSentence(title: string): string {
  return /^[A-Z][a-z-]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}
