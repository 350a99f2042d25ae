import { join } from 'node:path';
import { LOCAL_SOURCE } from '../core/kernel/ids';
import { addressOf } from '../engine/readiness/kept-address';
import { secretsFile } from '../engine/store/secrets-file';
import { findDataFolder } from './data-folder';

/** An engine that was asked: what it answered, or that there was nobody. */
export type Reply =
  | { readonly reached: true; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly reached: false; readonly why: string };

export type Where = { readonly data: string; readonly url: string };
export type AskEngine = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Reply>;

/** What a refusal says, or its status where it says nothing. */
export function refusalOf({
  status,
  body,
}: {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}): string {
  const { error } = body;
  return typeof error === 'string' ? error : `it answered ${status}`;
}

const DEADLINE_MS = 20_000;

/**
 * Finds the engine that runs on a data folder, or at an address.
 * @returns half a sentence where it cannot be found: no address, no token
 */
export async function findEngine({ data, url }: Where): Promise<AskEngine | string> {
  let folder = '';
  if (data !== '') {
    const found = findDataFolder(data);
    if (typeof found === 'string') return found;
    folder = found.data;
  }
  const address = url || process.env['WATCHBILL_URL'] || (folder === '' ? '' : addressOf(folder));
  if (address === '') return 'no Watchbill is running there; give its address with --url';
  const token =
    process.env['WATCHBILL_TOKEN'] ??
    (folder === '' ? null : await secretsFile(join(folder, 'secrets.json')).get(`token:${LOCAL_SOURCE}`));
  if (!token)
    return 'its token is not known: put it into the environment as WATCHBILL_TOKEN, or name its folder with --data';
  return async (method, path, body = {}) => {
    try {
      const answer = await fetch(new URL(path, address), {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        signal: AbortSignal.timeout(DEADLINE_MS),
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      });
      const read = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
      return { reached: true, status: answer.status, body: read };
    } catch (error) {
      const cause = (error as Error & { cause?: Error }).cause?.message ?? (error as Error).message;
      return { reached: false, why: `there is no answer from ${address}: ${cause}` };
    }
  };
}
