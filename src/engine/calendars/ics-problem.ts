/** Why an .ics cannot be used, half a sentence that can follow its name. Texts of the file in it are cut short. */
export class IcsProblem extends Error {
  override readonly name = 'IcsProblem';
}

/** A text of the file in one line, cut, for a problem's sentence. */
export function shown(text: string, most = 60): string {
  // eslint-disable-next-line no-control-regex
  const line = text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
