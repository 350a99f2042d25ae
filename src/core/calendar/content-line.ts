/** Octets of a line without its CRLF (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

/** A text as a value of iCalendar (RFC 5545, 3.3.11): escaped, without what may not stand in a file. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/[\\;,]/g, (sign) => `\\${sign}`)
      .replace(/\n/g, '\\n')
  );
}

/** A line with its CRLF, folded at 75 octets of UTF-8 between characters (RFC 5545, 3.1). */
export function contentLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    // Half of a pair alone is no character, and would be three octets of nonsense.
    const whole = /^[\uD800-\uDFFF]$/.test(character) ? '\uFFFD' : character;
    const length = octetsOf(whole.codePointAt(0) as number);
    if (octets + length > MOST_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += whole;
    octets += length;
  }
  return `${folded}\r\n`;
}

function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
