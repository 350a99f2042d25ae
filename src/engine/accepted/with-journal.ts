import type { FactLog, StoringState } from '../store/fact-log';
import type { Journal } from './journal';

/** The fact log as everybody sees it: alerts are stored only while both the store and the journal before it take them. */
export function withJournal(log: FactLog, journal: Journal): FactLog {
  function state(): StoringState {
    const stored = log.state();
    const { ok, error } = journal.state();
    return stored.ok && !ok ? { ...stored, ok, error } : stored;
  }
  return {
    ...log,
    state,
    onState(listener) {
      log.onState(() => listener(state()));
      journal.onState(() => listener(state()));
    },
  };
}
