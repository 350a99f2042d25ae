import type { Notifier } from './notifier';

/** The channel of an engine without a screen: a line on its standard output, as `watchbill engine` documents it. */
export function consoleNotifier(write: (line: string) => void, json: boolean): Notifier {
  return {
    id: 'console',
    title: 'Console',
    async send(page, now) {
      const { page: id, incident, number, person, reason, severity, title, body } = page;
      const at = now();
      write(
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
      write(json ? JSON.stringify({ event: 'notice', title, text }) : `notice: ${title}. ${text}`);
    },
  };
}
