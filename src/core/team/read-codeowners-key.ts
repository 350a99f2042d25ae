import type { Node } from 'yaml';
import { type Reading, short } from './reading';

/** What `codeowners:` of a service says; '' for none. */
export type CodeownersKey = { readonly file: string; readonly paths: readonly string[] };

const NONE: CodeownersKey = { file: '', paths: [] };

/** `codeowners:` of a service: a path, or `{ file, paths }`. */
export function readCodeownersKey(reading: Reading, node: Node | null): CodeownersKey {
  if (!reading.isMapping(node)) return { file: readFile(reading, node), paths: [] };
  const fields = reading.fields(node, '"codeowners"', ['file', 'paths']);
  if (!fields) return NONE;
  if (fields.get('file') === null)
    reading.error(
      fields.at('file'),
      '"codeowners" needs "file"; write for example file: ../checkout/CODEOWNERS',
    );
  const file = readFile(reading, fields.get('file'));
  const paths: string[] = [];
  for (const item of reading.items(fields.get('paths'), 'paths')) {
    const path = reading.text(item, 'a path of the repository', 1000);
    if (path === null) continue;
    if (path === '' || path.includes('\\') || path.split('/').includes('..') || /[*?]/.test(path))
      reading.error(
        item,
        `"${short(path)}" is not a path of the repository; write for example /src/payments`,
      );
    else if (paths.includes(path)) reading.warn(item, `"${short(path)}" stands in paths twice`);
    else paths.push(path);
  }
  return file === '' ? NONE : { file, paths };
}

/**
 * Unlike other paths it may lead out of the team folder, to the clone of a repository beside it. Only a file of that
 * very name is ever read, so a team file cannot make a desktop show what stands in others.
 */
function readFile(reading: Reading, node: Node | null): string {
  const text = reading.text(node, '"codeowners"', 1000);
  if (text === null || text === '') return '';
  const drive = /^[a-z]:[\\/]/i.test(text);
  const bad = !drive && (/^[a-z][a-z0-9+.-]*:/i.test(text) || text.includes('\\'));
  if (!bad && /(?:^|[\\/])CODEOWNERS$/.test(text)) return text;
  reading.error(
    node,
    `"${short(text)}" is not the path of a file called CODEOWNERS; write for example ../checkout/.github/CODEOWNERS`,
  );
  return '';
}
