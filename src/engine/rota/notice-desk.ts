import { join } from 'node:path';
import { z } from 'zod';
import { type NoticeView, noticeView } from '../../contract/rota/rota-views';
import type { PersonId } from '../../core/kernel/ids';
import type { Rota } from '../../core/schedule/rota';
import { MINUTE } from '../../core/time/duration';
import type { Clock, Log } from '../ports';
import { readTextFile, replaceFile } from '../store/team-folder-file';
import type { Names } from '../views/names';
import { lookAround, NOTHING_TOLD, nextLook, type Told } from './notices';

/** What this person must hear of the rota, each thing once (docs/stored-data.md, `rota-told.json`). */
export type NoticeDesk = {
  list(): readonly NoticeView[];
  dismiss(id: string): void;
  /** The rota changed. @param silently by an act of the person at this desktop */
  look(silently: boolean): void;
  stop(): Promise<void>;
};

const piece = z.object({ schedule: z.string(), start: z.number(), end: z.number() });
const stored = z.object({
  version: z.literal(1),
  me: z.string(),
  from: z.number(),
  until: z.number(),
  duties: z.array(piece),
  shown: z.array(noticeView),
  ids: z.array(z.tuple([z.string(), z.number()])),
});

/** Looked around so often at the least: a clock that was set is noticed. */
const EVERY = 5 * MINUTE;

/**
 * @param tell shows notices to the person, beside the list
 * @param turned called when duty may have passed on by itself: what is painted is old
 */
export async function openNoticeDesk(parts: {
  readonly dataFolder: string;
  readonly me: PersonId;
  readonly rota: () => Rota;
  readonly names: () => Names;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (notices: readonly NoticeView[]) => void;
  readonly turned: () => void;
}): Promise<NoticeDesk> {
  const { me, clock, log } = parts;
  const path = join(parts.dataFolder, 'rota-told.json');
  let told: Told = await load();
  let timer: NodeJS.Timeout | null = null;
  let saving: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function load(): Promise<Told> {
    const file = await readTextFile(path);
    if (!file.ok) return NOTHING_TOLD;
    try {
      const read = stored.parse(JSON.parse(file.value.text));
      return read.me === me ? read : NOTHING_TOLD;
    } catch (error) {
      // Nothing but what was told already stands in it: the worst is to hear something twice.
      log.warn('rota-told.json cannot be read and is begun anew', { error: String(error) });
      return NOTHING_TOLD;
    }
  }

  function save(): void {
    const text = `${JSON.stringify({ version: 1, me, ...told })}\n`;
    saving = saving
      .then(() => replaceFile(path, text, 0o600))
      .catch((error: unknown) => log.warn('rota-told.json could not be kept', { error: String(error) }));
  }

  function look(silently: boolean): void {
    if (stopped) return;
    const rota = parts.rota();
    const before = told;
    try {
      const found = lookAround({ rota, me, names: parts.names(), told, at: clock.now(), silently });
      told = found.told;
      if (found.fresh.length > 0 || before.shown.length !== told.shown.length) parts.tell(found.fresh);
      if (JSON.stringify([before.duties, before.shown]) !== JSON.stringify([told.duties, told.shown])) save();
    } catch (error) {
      log.error('looking for news of the rota failed', { error: String(error) });
    }
    arm(rota);
  }

  function arm(rota: Rota): void {
    if (timer) clearTimeout(timer);
    const now = clock.now();
    const due = Math.min(nextLook(rota, me, now) ?? Number.POSITIVE_INFINITY, now + EVERY);
    timer = setTimeout(
      () => {
        look(false);
        parts.turned();
      },
      Math.max(50, due - now),
    );
    timer.unref();
  }

  return {
    list: () => told.shown,
    dismiss(id) {
      told = { ...told, shown: told.shown.filter((notice) => notice.id !== id) };
      save();
      parts.tell([]);
    },
    look,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await saving;
    },
  };
}
