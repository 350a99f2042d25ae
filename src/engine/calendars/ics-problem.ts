/** Why an .ics cannot be used, half a sentence that can follow its name. Texts of the file in it are cut short. */
export class IcsProblem extends Error {
  override readonly name = 'IcsProblem';
  /** @param ofFile it is the whole file's, wherever it was noticed */
  constructor(
    message: string,
    readonly ofFile = false,
  ) {
    super(message);
  }
}

/** Does something with an event; a problem of it then names the event. @throws IcsProblem */
export function ofEvent<T>(title: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof IcsProblem && error.ofFile) throw error;
    const problem = error instanceof IcsProblem ? error.message : `is damaged: ${shown(String(error))}`;
    const name = shown(title, 40);
    throw new IcsProblem(`has an event ${name === '' ? 'without a title' : `"${name}"`} that ${problem}`);
  }
}

/** A text of the file in one line, cut, for a problem's sentence. */
export function shown(text: string, most = 60): string {
  // eslint-disable-next-line no-control-regex
  const line = text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
