/** Stands in place of a credential. */
export const REDACTED = '[redacted]';

const NAMES =
  /^(?:.*(?:password|passwd|passphrase)|(?:.*[._-])?(?:auth[._-]?pass|authorization|(?:api|private|secret|access)[._-]?key|(?:push|auth|access|refresh|bearer|api)[._-]?token|client[._-]?secret))$/i;

/**
 * Whether what goes under this name is a credential (reliability D15). Narrow: "secret" and "token" alone name things
 * of Kubernetes, and say which alert it is.
 */
export function isCredential(name: string): boolean {
  return name.length >= 6 && NAMES.test(name);
}
