import type { ApiIncident } from '../../helpers/engine-process';

/** What a sender may send of an alert. */
export type Act = 'trigger' | 'acknowledge' | 'resolve';

/** What there is of one dedup key, as the API shows it: how many incidents, and the latest of them. */
export type KeyState = {
  readonly incidents: number;
  readonly status: 'none' | 'open' | 'acknowledged' | 'resolved';
  readonly count: number;
};

export const NOTHING: KeyState = { incidents: 0, status: 'none', count: 0 };

/** What a sent event makes of it, by the words of promise P4. */
export function after({ incidents, status, count }: KeyState, act: Act): KeyState {
  const isOver = status === 'none' || status === 'resolved';
  if (act === 'trigger')
    return isOver
      ? { incidents: incidents + 1, status: 'open', count: 1 }
      : { incidents, status, count: count + 1 };
  if (isOver) return { incidents, status, count };
  return { incidents, status: act === 'acknowledge' ? 'acknowledged' : 'resolved', count };
}

export function printState({ incidents, status, count }: KeyState): string {
  return `${incidents} incident${incidents === 1 ? '' : 's'}, the last one ${status}, count ${count}`;
}

export function isSame(a: KeyState, b: KeyState): boolean {
  return a.incidents === b.incidents && a.status === b.status && a.count === b.count;
}

/** What there is of each key, by the list that the API gives. */
export function stateOfKeys(incidents: readonly ApiIncident[]): Map<string, KeyState> {
  const states = new Map<string, KeyState & { readonly number: number }>();
  for (const { dedupKey, number, status, count } of incidents) {
    const known = states.get(dedupKey);
    const all = (known?.incidents ?? 0) + 1;
    states.set(
      dedupKey,
      known && known.number > number
        ? { ...known, incidents: all }
        : { incidents: all, status, count, number },
    );
  }
  return states;
}

/**
 * What an engine has promised: the state of every key after all that was answered, and of those where an answer is
 * missing, what it may be as well. Of one key only one event is on its way at a time.
 */
export class Ledger {
  private readonly known = new Map<string, KeyState>();
  /** Sent, and no answer came: it may count, or not. */
  private readonly open = new Map<string, Act>();
  answered = 0;
  unanswered = 0;

  keys(): IterableIterator<string> {
    return this.known.keys();
  }

  statusOf(key: string): KeyState['status'] {
    return (this.known.get(key) ?? NOTHING).status;
  }

  /** Keys of which something was sent without an answer. */
  inDoubt(key: string): boolean {
    return this.open.has(key);
  }

  sent(key: string, act: Act, answered: boolean): void {
    const before = this.known.get(key) ?? NOTHING;
    this.known.set(key, answered ? after(before, act) : before);
    if (answered) this.answered += 1;
    else {
      this.open.set(key, act);
      this.unanswered += 1;
    }
  }

  /** What may be there of a key, one or two states. */
  allowed(key: string): readonly KeyState[] {
    const state = this.known.get(key) ?? NOTHING;
    const act = this.open.get(key);
    return act === undefined ? [state] : [state, after(state, act)];
  }

  /** Looks at what is there. @returns what is wrong with it, '' for nothing; what was in doubt is then known */
  settle(key: string, found: KeyState | undefined): string {
    const is = found ?? NOTHING;
    const allowed = this.allowed(key);
    const fits = allowed.some((state) => isSame(state, is));
    if (!fits) return `${key}: ${printState(is)}; promised: ${allowed.map(printState).join(', or ')}`;
    this.open.delete(key);
    this.known.set(key, is);
    return '';
  }
}
