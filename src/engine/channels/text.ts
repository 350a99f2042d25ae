import { oneLine } from '../../core/alert/alert';

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]+/g;
/** Overrides, embeddings and isolates: they show what follows them in another order than it is in. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text from outside as one line of at most `max` UTF-16 units, without controls, turns of direction and half characters. */
export function plainLine(text: string, max: number): string {
  return oneLine(tidy(text, max), max);
}

/** The same for text that may have several lines; they end with `\n`. */
export function plainLines(text: string, max: number): string {
  const lines = tidy(text, max)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cut(lines, max);
}

/** Cuts to at most `max` UTF-16 units, with `…` where something was left out; no character is halved. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 2)) ? max - 2 : max - 1;
  return `${text.slice(0, Math.max(0, end))}…`;
}

/** Cuts to at most `max` bytes of UTF-8. */
export function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  const whole = Buffer.from(text)
    .subarray(0, max - 3)
    .toString('utf8');
  return `${whole.replace(/\ufffd+$/, '')}…`;
}

/** Twice what is kept is looked at: what is 100 KB long is not gone through to its end for a line of 200 characters. */
function tidy(text: string, max: number): string {
  return text
    .slice(0, max * 2 + 1000)
    .replace(TURNS, '')
    .replace(HALF_PAIR, '\ufffd');
}
