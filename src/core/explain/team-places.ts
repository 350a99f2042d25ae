import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { parseTeamDocument } from '../team/document';
import type { TeamFilePath } from './explained';

/** Line and column in the text of the team file, both from 1. */
export type TeamFilePlace = { readonly line: number; readonly column: number };

/**
 * Where things stand in the text of a team file.
 * @returns the place of the key, else of the item, else of the list; null where there is none, or the text cannot be read
 */
export function teamPlaces(text: string): (path: TeamFilePath) => TeamFilePlace | null {
  const { document } = parseTeamDocument(text);
  const root = document?.root.contents;
  return (path) => {
    if (!document || !isMap(root)) return null;
    const [list, id, key] = path;
    const items = root.get(list, true);
    const item =
      isSeq(items) && id !== undefined
        ? items.items.find((each): each is YAMLMap => isMap(each) && idOf(each) === id)
        : undefined;
    const node = (item && key !== undefined && keyNode(item, key)) || item || keyNode(root, list);
    return node?.range ? document.positionOf(node.range[0]) : null;
  };
}

function keyNode(map: YAMLMap, key: string): Node | null {
  const pair = map.items.find((each) => isScalar(each.key) && each.key.value === key);
  return pair && isScalar(pair.key) ? pair.key : null;
}

function idOf(map: YAMLMap): string {
  const node = map.get('id', true);
  return isScalar(node) ? String(node.source ?? node.value) : '';
}
