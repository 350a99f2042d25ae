import type { ChannelField } from './channel-type';
import { plainLine } from './text';

const HIDDEN = '[secret]';
const LONGEST = 300;

/**
 * Everything of a channel's secrets that a service could send back: as typed, as it stands in addresses, in JSON and in
 * a login; of an address that is a secret, its parts.
 */
export function secretsOf(
  fields: readonly ChannelField[],
  values: Readonly<Record<string, string>>,
): readonly string[] {
  const found = new Set<string>();
  for (const { key, kind } of fields) {
    const value = values[key]?.trim() ?? '';
    if (kind !== 'secret' || value === '') continue;
    for (const form of [value, value.replace(/^whsec_/, ''), ...partsOfAddress(value)]) {
      found.add(form);
      found.add(encodeURIComponent(form));
      found.add(JSON.stringify(form).slice(1, -1));
      found.add(Buffer.from(form).toString('base64'));
    }
    for (const user of Object.values(values))
      found.add(Buffer.from(`${user.trim()}:${value}`).toString('base64'));
  }
  return [...found].filter((form) => form.length >= 3).toSorted((a, b) => b.length - a.length);
}

/** What a service said, as one line for a person: without secrets, cut. */
export function saidBy(text: string, secrets: readonly string[], max: number = LONGEST): string {
  // Cut last: half a secret would not be recognised.
  let line = plainLine(text, 20_000);
  for (const secret of secrets) line = line.replaceAll(secret, HIDDEN);
  return plainLine(line, max);
}

function partsOfAddress(value: string): string[] {
  if (!/^https?:\/\//i.test(value)) return [];
  try {
    const url = new URL(value);
    const path = `${url.pathname}${url.search}`;
    const parts = [...url.pathname.split('/'), ...url.searchParams.values()];
    return [url.href, path, ...parts].filter((part) => part.length >= 8);
  } catch {
    return [];
  }
}
