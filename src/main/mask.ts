const SECRET_KEY = /secret|token|passw|authorization|cookie|credential|routing_?key|api_?key|private_?key/i;

/** A copy with the values of telling keys replaced, and errors as text. Depth and breadth are bounded. */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return value.stack ?? value.message;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '…';
  if (Array.isArray(value)) return value.slice(0, 100).map((each) => maskSecrets(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 100)
      .map(([key, inner]) => [
        key,
        SECRET_KEY.test(key) && typeof inner === 'string' && inner !== ''
          ? '***'
          : maskSecrets(inner, depth + 1),
      ]),
  );
}

/** Masks what looks like a credential in running text, and every secret known by its value. */
export function maskText(text: string, known: ReadonlySet<string>): string {
  let masked = text
    .replaceAll(/\b(bearer|basic)\s+[\w+/=.~-]{6,}/gi, '$1 ***')
    .replaceAll(/(:\/\/[^/\s:@"]{1,200}:)[^@\s/"]{1,500}@/g, '$1***@')
    .replaceAll(/([?&](?:token|key|secret|password|routing_key|access_token)=)[^&\s"]{1,2000}/gi, '$1***');
  for (const secret of known) {
    masked = masked.replaceAll(secret, '***');
    const escaped = JSON.stringify(secret).slice(1, -1);
    if (escaped !== secret) masked = masked.replaceAll(escaped, '***');
  }
  return masked;
}
