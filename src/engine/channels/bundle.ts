import { createHash } from 'node:crypto';
import { severityRank } from '../../core/alert/severity';
import type { PageToSend } from '../ports';
import type { ChannelMessage } from './channel-type';
import { plainLine } from './text';

const LONGEST_LINE = 160;

/** One page as a message; its key is the page's own id. */
export function pageMessage(page: PageToSend): ChannelMessage {
  const { incident, number, service } = page;
  return {
    key: page.page,
    title: page.title,
    body: page.body,
    severity: page.severity,
    incidents: [{ id: incident, number, service: service ?? '' }],
    kind: 'page',
  };
}

/**
 * Many pages as one message: the most urgent by name, as many as fit, the others counted.
 * @param longest of the body, characters
 */
export function bundleMessage(pages: readonly PageToSend[], longest: number): ChannelMessage {
  const sorted = pages.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
  const lines: string[] = [];
  // Room for the line that counts the others.
  let room = longest - 40;
  for (const { number, title } of sorted) {
    const line = plainLine(`#${number} ${title}`, LONGEST_LINE);
    if (line.length + 1 > room) break;
    room -= line.length + 1;
    lines.push(line);
  }
  const others = sorted.length - lines.length;
  if (others > 0) lines.push(`and ${others.toLocaleString('en-US')} more`);
  const critical = sorted.filter(({ severity }) => severity === 'critical').length;
  const count = sorted.length.toLocaleString('en-US');
  return {
    key: `bundle-${digestOf(pages)}`,
    title:
      critical === sorted.length
        ? `Critical: ${count} more pages`
        : `Watchbill: ${count} more pages${critical > 0 ? `, ${critical.toLocaleString('en-US')} critical` : ''}`,
    body: lines.join('\n'),
    severity: sorted[0]?.severity ?? 'none',
    incidents: sorted.map(({ incident, number, service }) => ({
      id: incident,
      number,
      service: service ?? '',
    })),
    kind: 'bundle',
  };
}

/** @param title of the page that was answered */
export function answeredMessage(page: PageToSend): ChannelMessage {
  const { page: id, incident, number, title, service } = page;
  return {
    key: `answered-${id}`,
    title: plainLine(`Answered: #${number} ${title}`, 300),
    body: 'Somebody has it, or it is over. Nothing is to be done here.',
    severity: 'info',
    incidents: [{ id: incident, number, service: service ?? '' }],
    kind: 'answered',
  };
}

/** The same for the same pages, so that a bundle that is tried again is the same message. */
function digestOf(pages: readonly PageToSend[]): string {
  const hash = createHash('sha256');
  for (const { page } of pages) hash.update(`${page}\n`);
  return hash.digest('hex').slice(0, 24);
}
