import { basename, join } from 'node:path';
import { readRegular } from './read-regular';

/** Of the data folder: what a person chose here. Files of secrets are none of them. */
const FILES = [
  'keep.json',
  'sync.json',
  'rota-told.json',
  'calendar-subscriptions.json',
  'channels.json',
  'own-heartbeat.json',
];

export type SettingsLine = { readonly type: 'settings'; readonly file: string; readonly value: object };

/** Settings of this desktop; a file that cannot be read is left out. */
export function* settingsLines(from: {
  readonly dataFolder: string;
  readonly settingsFile: string | null;
}): Generator<SettingsLine> {
  const paths = FILES.map((name) => join(from.dataFolder, name));
  if (from.settingsFile !== null) paths.unshift(from.settingsFile);
  for (const path of paths) {
    const value = parsed(readRegular(path));
    if (value) yield { type: 'settings', file: basename(path), value };
  }
}

function parsed(text: string | null): object | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
