import { isMap, isScalar, isSeq } from 'yaml';
import { parseTeamDocument } from './document';
import type { Place } from './schedule-places';

/**
 * Where the items of a team file's lists stand.
 * @returns the place of the item of a list with an id, else of the list, else of the file's beginning
 */
export function itemPlaces(text: string): (list: string, id: string) => Place {
  const { document } = parseTeamDocument(text);
  const places = new Map<string, Place>();
  const root = document?.root.contents;
  if (document && isMap(root)) {
    for (const { key, value } of root.items) {
      if (!isScalar(key)) continue;
      const list = String(key.value);
      places.set(list, document.positionOf(key.range[0]));
      for (const item of isSeq(value) ? value.items : []) {
        const id = isMap(item) ? item.get('id', true) : null;
        if (isMap(item) && isScalar(id))
          places.set(`${list}/${String(id.source ?? id.value)}`, document.positionOf(item.range[0]));
      }
    }
  }
  return (list, id) => places.get(`${list}/${id}`) ?? places.get(list) ?? { line: 1, column: 1 };
}
