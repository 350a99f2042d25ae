import { err, ok, type Result } from '../../core/kernel/result';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export type ListQuery<Status extends string> = {
  readonly status: Status;
  readonly limit: number;
  readonly cursor: string | null;
};

/**
 * Reads `status`, `limit` and `cursor`; a list without statuses takes no `status`. Strict: a misspelt filter is told.
 * An empty parameter is one that is not there; who wants more than there is at once gets the most, and a cursor.
 */
export function listQuery<Status extends string>(
  query: URLSearchParams,
  statuses: readonly Status[],
  otherwise: Status,
): Result<ListQuery<Status>, string> {
  const unknown = onlyKnown(query, statuses.length > 0 ? ['status', 'limit', 'cursor'] : ['limit', 'cursor']);
  if (unknown) return err(unknown);
  const status = query.get('status') || otherwise;
  const found = statuses.find((known) => known === status);
  if (statuses.length > 0 && found === undefined)
    return err(`"status" must be one of ${statuses.join(', ')}`);
  const limit = query.get('limit') || String(DEFAULT_LIMIT);
  if (!/^[1-9]\d{0,8}$/.test(limit)) return err('"limit" must be a whole number from 1 on');
  return ok({
    status: found ?? otherwise,
    limit: Math.min(Number(limit), MAX_LIMIT),
    cursor: query.get('cursor') || null,
  });
}

/** A sentence about the first parameter that is unknown or there twice; null when all is well. `token` is the door's. */
export function onlyKnown(query: URLSearchParams, known: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of query.keys()) {
    if (name === 'token') continue;
    if (!known.includes(name)) return `there is no parameter ${JSON.stringify(name.slice(0, 60))} here`;
    if (seen.has(name)) return `"${name}" is there twice`;
    seen.add(name);
  }
  return null;
}
