/** Words that YAML's core schema, or an older YAML, reads as something else than text. */
const NOT_TEXT = /^(?:null|true|false|yes|no|on|off|y|n|~)$/i;

/** Writes a text as a YAML scalar that is safe in block and in flow context: plain where it is plain, else quoted. */
export function scalar(text: string): string {
  const plain = /^[\p{L}][\p{L}\p{N} ._@/-]*$/u.test(text) && !text.endsWith(' ') && !NOT_TEXT.test(text);
  const duration = /^\d+[smhd]$/.test(text);
  if (plain || duration) return text;
  // JSON strings are YAML double-quoted ones; what YAML counts as unprintable is escaped as well.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A duration as the team file writes it: `90s`, `15m`, `24h`. */
export function printDurationKey(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds === 0 || seconds % 60 !== 0) return `${seconds}s`;
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds / 60}m`;
}

/** A duration as a person would write it, in the largest unit that leaves no rest: `2d`, `26h`, `90s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds !== 0 && seconds % 86_400 === 0 ? `${seconds / 86_400}d` : printDurationKey(milliseconds);
}
