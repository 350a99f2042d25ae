import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRegular } from './read-regular';

export type TeamLine =
  | { readonly type: 'team'; readonly file: string; readonly text: string }
  | { readonly type: 'teamLog'; readonly file: string; readonly act: unknown };

/** The team file, its calendars and its log, as they stand in the folder now. */
export function* teamLines(folder: string): Generator<TeamLine> {
  for (const file of ['watchbill.yaml', ...namesIn(folder, 'calendars', '.ics')]) {
    const text = readRegular(join(folder, file));
    if (text !== null) yield { type: 'team', file, text };
  }
  for (const file of namesIn(folder, 'log', '.jsonl')) {
    for (const line of (readRegular(join(folder, file)) ?? '').split('\n'))
      if (line.trim() !== '') yield { type: 'teamLog', file, act: parsed(line) };
  }
}

function namesIn(folder: string, inside: string, end: string): string[] {
  try {
    const names = readdirSync(join(folder, inside)).filter((name) => name.endsWith(end));
    return names.toSorted().map((name) => `${inside}/${name}`);
  } catch {
    return [];
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
}
