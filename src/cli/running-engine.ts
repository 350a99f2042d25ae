import { join } from 'node:path';
import { LOCAL_SOURCE } from '../core/kernel/ids';
import { secretsFile } from '../engine/store/secrets-file';

/** Asks the engine that runs on a data folder. @throws Error in words where it refuses or is not there */
export type RunningEngine = <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/**
 * @param url as the engine printed it
 * @param data its folder: an engine without a desktop keeps its token there; else it is in WATCHBILL_TOKEN
 * @param given the token, where it is named
 */
export async function runningEngine(url: string, data: string, given = ''): Promise<RunningEngine> {
  const token =
    (given || null) ??
    process.env['WATCHBILL_TOKEN'] ??
    (await secretsFile(join(data, 'secrets.json')).get(`token:${LOCAL_SOURCE}`));
  if (!token) throw new Error('its token is not known: put it into the environment as WATCHBILL_TOKEN');
  return async <T>(method: 'GET' | 'POST', path: string, sent: unknown = {}): Promise<T> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify(sent) } : {}),
    }).catch((error: Error) => {
      throw new Error(`there is no answer from ${url}: ${error.message}`);
    });
    const body = (await answer.json().catch(() => ({}))) as { error?: string; text?: string };
    if (!answer.ok) throw new Error(body.error ?? body.text ?? `${url} answered ${answer.status}`);
    return body as T;
  };
}
