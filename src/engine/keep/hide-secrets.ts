/** Fields that say what a line is: never changed, whatever somebody chose as a password. */
const STRUCTURE = new Set(['type', 'kind', 'format', 'status', 'state', 'event', 'severity', 'channel']);
const SHORTEST = 4;
const MASK = '[secret]';

/**
 * Takes known secrets out of lines of JSON (promise P10): a sender may have put one into an alert.
 * @param secrets those shorter than four characters are no secrets
 */
export function hideSecrets(secrets: readonly string[]): (line: string) => string {
  const hidden = secrets.filter((secret) => secret.length >= SHORTEST);
  const asWritten = hidden.map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) => {
    if (!asWritten.some((secret) => line.includes(secret))) return line;
    return JSON.stringify(masked(JSON.parse(line), hidden));
  };
}

function masked(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string')
    return secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value);
  if (Array.isArray(value)) return value.map((each) => masked(each, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      STRUCTURE.has(key) && typeof inner === 'string' ? inner : masked(inner, secrets),
    ]),
  );
}
