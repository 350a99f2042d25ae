import { useState } from 'react';
import type { ScheduleDraft } from '../../../contract/rota/schedule-views';
import { call } from '../../bridge';

/** Writes a draft into the team file. `refused` is why it was not written the last time; what was typed stays. */
export function useSave({
  draft,
  replaces,
  base,
  ready,
  onSaved,
}: {
  draft: ScheduleDraft;
  /** Id of the schedule whose place it takes; '' for a new one. */
  replaces: string;
  /** What the file said when editing began; null for a new one. */
  base: ScheduleDraft | null;
  ready: boolean;
  onSaved: (text: string) => void;
}): { save: () => void; busy: boolean; refused: string; forget: () => void } {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');

  async function write(): Promise<void> {
    setBusy(true);
    setRefused('');
    try {
      const { ok, text } = await call('schedule.save', { draft, replaces, ...(base ? { base } : {}) });
      if (ok) onSaved(text);
      else setRefused(text);
    } catch (error) {
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return {
    save: () => {
      if (ready && !busy) void write();
    },
    busy,
    refused,
    forget: () => setRefused(''),
  };
}
