import type { Node } from 'yaml';
import { type Reading, short } from './reading';

const HANDLE = /^@?[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9._-]+)*$/;

/**
 * `handles:` of a person, each with its `@`. One of a team (`@shop/payments`) may stand with all who are of it; one of
 * a person with nobody else. @param taken handles in lower case, and whose they are
 */
export function readHandles(
  reading: Reading,
  list: Node | null,
  person: string,
  taken: Map<string, string>,
): string[] {
  const handles: string[] = [];
  for (const item of reading.items(list, 'handles')) {
    const text = reading.text(item, 'a handle', 1000);
    if (text === null) continue;
    if (!HANDLE.test(text)) {
      reading.error(item, `"${short(text)}" is not a handle; write for example "@ada-o" or "@shop/payments"`);
      continue;
    }
    const handle = text.startsWith('@') ? text : `@${text}`;
    const key = handle.toLowerCase();
    const other = taken.get(key);
    if (handles.some((each) => each.toLowerCase() === key))
      reading.warn(item, `"${handle}" stands here twice`);
    else if (other !== undefined && !handle.includes('/'))
      reading.error(item, `"${handle}" is the handle of "${other}" as well; it can be one person's only`);
    else {
      handles.push(handle);
      taken.set(key, person);
    }
  }
  return handles;
}
