import { printInstant } from '../../core/time/instant';
import { type Answer, json, refusal } from '../ingest/answer';
import { readBackupName } from '../keep/backup-name';
import { onlyKnown } from './list-query';
import type { RotaCall } from './rota';

type Answering = (call: RotaCall) => Promise<Answer>;

/** Backups and the export over HTTP. To delete everything there is no address: that is asked for on screen or in the terminal. */
export function keepAnswer(method: string, path: string): Answering | null {
  const name = /^\/api\/v1\/backups\/([^/]{1,200})\/restore$/.exec(path)?.[1];
  const answer =
    name === undefined ? FIXED.get(`${method} ${path}`) : method === 'POST' ? restore(name) : null;
  if (!answer) return null;
  return async (call) => {
    const unknown = onlyKnown(call.query, []);
    if (unknown) return refusal(400, unknown);
    if (method === 'POST' && !isEmpty(call.value)) return refusal(400, 'the body must be empty, or {}');
    return answer(call);
  };
}

const FIXED: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  [
    'GET /api/v1/backups',
    async ({ rota }) => {
      const { backups, folder, problem, nextAt } = await rota['keep.get']({});
      return json(200, {
        folder,
        problem,
        next: nextAt === null ? null : printInstant(nextAt),
        backups: backups.map((backup) => ({ ...backup, at: printInstant(backup.at) })),
      });
    },
  ],
  [
    'POST /api/v1/backups',
    async ({ rota }) => {
      const done = await rota['keep.backUp']({});
      return json(done.ok ? 201 : 409, done);
    },
  ],
  [
    'POST /api/v1/export',
    async ({ rota }) => {
      const { ok, text, file, lines, bytes } = await rota['keep.stageExport']({});
      return ok ? json(201, { file, lines, bytes }) : json(409, { ok, text });
    },
  ],
]);

function restore(name: string): Answering {
  return async ({ rota }) => {
    if (!readBackupName(name)) return refusal(404, 'there is no such backup');
    const done = await rota['keep.restore']({ name });
    return json(done.ok ? 202 : 409, done);
  };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
