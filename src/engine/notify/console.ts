import type { Notifier } from './notifier';

/** The channel of an engine without a screen: a line on its standard output, as `watchbill engine` documents it. */
export function consoleNotifier(write: (line: string) => void, json: boolean): Notifier {
  let lines: string[] = [];
  let written: Promise<void> | null = null;

  /** Lines of pages that go out together are one write: each is a call of the system that everybody waits for. */
  function say(line: string): Promise<void> {
    lines.push(line);
    written ??= Promise.resolve().then(() => {
      const together = lines.join('\n');
      lines = [];
      written = null;
      write(together);
    });
    return written;
  }

  return {
    id: 'console',
    title: 'Console',
    async send(page, now) {
      const { page: id, incident, number, person, reason, severity, title, body } = page;
      const at = now();
      await say(
        json
          ? JSON.stringify({
              event: 'page',
              page: id,
              incident,
              number,
              person,
              reason,
              severity,
              title,
              body,
              at: new Date(at).toISOString(),
            })
          : `page ${person}: #${number} ${title} (${body})`,
      );
      return { state: 'delivered', at, detail: 'written to standard output' };
    },
    tell(title, text) {
      say(json ? JSON.stringify({ event: 'notice', title, text }) : `notice: ${title}. ${text}`).catch(
        () => undefined, // Nobody waits for it.
      );
    },
  };
}
