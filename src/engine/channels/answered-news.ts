import type { PageToSend } from '../ports';
import { answeredMessage } from './bundle';
import type { ChannelMessage, ChannelSetup, ChannelType } from './channel-type';
import { ANSWERED, valueOf } from './fields';
import { plainLine } from './text';

/** So many pages that were sent are remembered; of older ones nobody is told that they were answered. */
const REMEMBERED = 1_000;

/** The second message of channels where somebody wants one: what was paged there is answered. Off unless asked for. */
export type AnsweredNews = {
  /** @param isOver it was answered while it was sent */
  wasTold(page: PageToSend, isOver: boolean): void;
  isAnswered(incident: string): void;
  /** Whether there is something to send. */
  waits(): boolean;
  /** All of it, as one message. */
  take(longest: number): ChannelMessage;
};

export function makeAnsweredNews(type: ChannelType, setup: ChannelSetup): AnsweredNews {
  const isWanted =
    type.fields.some(({ key }) => key === ANSWERED.key) && valueOf(setup.values, ANSWERED.key) === 'yes';
  const told = new Map<string, PageToSend>();
  const news = new Map<string, PageToSend>();

  function isAnswered(incident: string): void {
    const page = told.get(incident);
    if (!page) return;
    told.delete(incident);
    news.set(incident, page);
  }

  return {
    wasTold(page, isOver) {
      if (!isWanted) return;
      // It rings again: that it was answered before is no news.
      news.delete(page.incident);
      told.delete(page.incident);
      told.set(page.incident, page);
      const [oldest] = told.keys();
      if (told.size > REMEMBERED && oldest !== undefined) told.delete(oldest);
      if (isOver) isAnswered(page.incident);
    },
    isAnswered,
    waits: () => news.size > 0,
    take(longest) {
      const pages = [...news.values()];
      news.clear();
      const [first] = pages;
      if (first && pages.length === 1) return answeredMessage(first);
      const lines: string[] = [];
      let room = longest - 40;
      for (const { number, title } of pages) {
        const line = plainLine(`#${number} ${title}`, 160);
        room -= line.length + 1;
        if (room < 0) break;
        lines.push(line);
      }
      const others = pages.length - lines.length;
      if (others > 0) lines.push(`and ${others.toLocaleString('en-US')} more`);
      return {
        key: `answered-${pages.at(-1)?.page ?? ''}-${pages.length}`,
        title: `Answered: ${pages.length.toLocaleString('en-US')} pages`,
        body: lines.join('\n'),
        severity: 'info',
        incidents: pages.map(({ incident, number, service }) => ({
          id: incident,
          number,
          service: service ?? '',
        })),
        kind: 'answered',
      };
    },
  };
}
