import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { parseTeamDocument } from './document';

export type Place = { readonly line: number; readonly column: number };

/**
 * Where schedules and their layers stand in the text of a team file.
 * @returns the place of a layer, else of its schedule, else of the file's beginning
 */
export function schedulePlaces(text: string): (schedule: string, layer: string) => Place {
  const places = new Map<string, Place>();
  const { document } = parseTeamDocument(text);
  const root = document?.root.contents;
  if (document && isMap(root)) {
    for (const schedule of mapsIn(root, 'schedules')) {
      const id = idOf(schedule);
      places.set(id, document.positionOf(schedule.range?.[0] ?? 0));
      for (const layer of mapsIn(schedule, 'layers'))
        places.set(`${id}/${idOf(layer)}`, document.positionOf(layer.range?.[0] ?? 0));
    }
  }
  return (schedule, layer) =>
    places.get(`${schedule}/${layer}`) ?? places.get(schedule) ?? { line: 1, column: 1 };
}

function mapsIn(map: YAMLMap, key: string): YAMLMap[] {
  const list = map.get(key);
  return isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : [];
}

function idOf(map: YAMLMap): string {
  const node = map.get('id', true);
  return isScalar(node) ? String(node.source ?? node.value) : '';
}
