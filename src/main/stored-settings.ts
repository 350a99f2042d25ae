import { z } from 'zod';
import { firstRunShape, settingsShape } from '../contract/settings-shape';

export type Settings = z.output<typeof settingsShape>;
export type FirstRun = z.output<typeof firstRunShape>;

/** Where the main window was when it was last seen. DIP, screen coordinates. */
const windowShape = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
  maximised: z.boolean(),
});

/** settings.json: sections, each with its keys. Keys that are not ours are kept as they are. */
const sections = {
  settings: settingsShape,
  firstRun: firstRunShape,
  shell: z.object({
    window: windowShape.nullable(),
    /** The person was asked and allowed secrets in a file that is not encrypted. */
    plainSecrets: z.boolean(),
  }),
} as const;

type Sections = typeof sections;
export type SectionName = keyof Sections;
export type Stored = { readonly [S in SectionName]: z.output<Sections[S]> };
export type WindowMemory = z.output<typeof windowShape>;

export const DEFAULTS: Stored = {
  settings: {
    theme: 'system',
    contrast: 'normal',
    startAtLogin: false,
    sound: 'on',
    volume: 0.8,
    answerShortcut: 'CommandOrControl+Alt+P',
    port: 0,
    redact: false,
  },
  firstRun: { done: false, demo: false, folder: '', person: '' },
  shell: { window: null, plainSecrets: false },
};

/** An object as it was read from JSON, without a prototype that could be reached or changed. */
type Plain = Record<string, unknown>;

export type Reading = {
  /** Everything usable: checked keys of ours, and whatever else stood there. */
  readonly values: Record<SectionName, Plain>;
  readonly others: Plain;
  /** Keys of ours with a value that cannot be, as `section.key`. */
  readonly bad: readonly string[];
};

/**
 * Reads the text of a settings file key by key: one wrong value does not cost the others.
 * @returns null when it is no JSON object at all
 */
export function readStored(text: string): Reading | null {
  const root = asPlain(parse(text));
  if (!root) return null;
  const bad: string[] = [];
  const read = (name: SectionName): Plain => {
    if (root[name] === undefined) return {};
    const section = asPlain(root[name]);
    if (!section) bad.push(name);
    const kept: Plain = { ...section };
    const shapes: Readonly<Record<string, z.ZodType>> = sections[name].shape;
    for (const [key, shape] of Object.entries(shapes)) {
      if (kept[key] === undefined || shape.safeParse(kept[key]).success) continue;
      bad.push(`${name}.${key}`);
      delete kept[key];
    }
    return kept;
  };
  const values = { settings: read('settings'), firstRun: read('firstRun'), shell: read('shell') };
  const { settings: _settings, firstRun: _firstRun, shell: _shell, ...others } = root;
  return { values, others, bad };
}

/** Fills what one reading lacks from the next, and at last from the defaults. Foreign keys come from the first that was readable. */
export function combine(...readings: ReadonlyArray<Reading | null>): Stored & Plain {
  const readable = readings.filter((each) => each !== null);
  const section = <S extends SectionName>(name: S): Stored[S] =>
    [...readable].reverse().reduce<Plain>((below, each) => ({ ...below, ...each.values[name] }), {
      ...DEFAULTS[name],
    }) as Stored[S];
  return {
    ...readable[0]?.others,
    settings: section('settings'),
    firstRun: section('firstRun'),
    shell: section('shell'),
  };
}

function parse(text: string): unknown {
  try {
    // A reviver of our own: `__proto__` and its kin must not become a prototype in any later copy.
    return JSON.parse(text.replace(/^\uFEFF/, ''), (key, value: unknown) =>
      key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value,
    );
  } catch {
    return undefined;
  }
}

function asPlain(value: unknown): Plain | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : null;
}
