import { readRegular } from './read-regular';

/**
 * Values of a file of secrets that stand there in clear: of the command line (`{name: value}`), or of the app where it
 * was allowed to (`{entries: {name: {how: 'plain', data}}}`).
 */
export function plainSecrets(file: string): string[] {
  try {
    const read: unknown = JSON.parse(readRegular(file) ?? '{}');
    if (typeof read !== 'object' || read === null) return [];
    const entries = 'entries' in read && typeof read.entries === 'object' ? read.entries : read;
    return Object.values(entries ?? {}).flatMap((value: unknown) => {
      if (typeof value === 'string') return [value];
      const { how, data } = (value ?? {}) as { how?: unknown; data?: unknown };
      return how === 'plain' && typeof data === 'string' ? [data] : [];
    });
  } catch {
    return [];
  }
}
