import type { Node } from 'yaml';
import { type Reading, short } from './reading';

/**
 * A path of a file in the team folder, written with slashes. With `links`, an http(s) link is taken too; with
 * `absolute`, a path from the root of the disk; `example` is what a message tells to write. @returns '' where there is none or it cannot be used.
 */
export function readTeamPath(
  reading: Reading,
  node: Node | null,
  what: string,
  {
    links = false,
    absolute = false,
    example = links ? 'runbooks/checkout.md' : 'ca.pem',
  }: { links?: boolean; absolute?: boolean; example?: string },
): string {
  const text = reading.text(node, what, 1000);
  if (text === null || text === '') return '';
  if (/^https?:\/\/[^\s]+$/i.test(text) && links) return text;
  if (absolute && (text.startsWith('/') || /^[a-z]:[\\/]/i.test(text))) return text;
  const steps = text.split('/');
  if (
    /^[a-z][a-z0-9+.-]*:/i.test(text) ||
    text.startsWith('/') ||
    text.includes('\\') ||
    steps.includes('..')
  ) {
    const also = links ? ', or an http(s) link' : absolute ? ', or an absolute one' : '';
    reading.error(
      node,
      `"${short(text)}" is not a path inside the team folder${also}; write for example ${example}`,
    );
    return '';
  }
  return text;
}
