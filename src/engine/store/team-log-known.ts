import type { ActId, PersonId } from '../../core/kernel/ids';
import type { Act } from '../../core/team-log/act';
import { inStampOrder, mergeActs } from '../../core/team-log/merge';
import { printAct } from '../../core/team-log/print-act';
import type { Instant } from '../../core/time/instant';

/** The union of all acts that were read, from whatever files, in whatever order. It only grows. */
export type KnownActs = {
  all(): readonly Act[];
  has(id: ActId): boolean;
  /** @returns what was not known before, in the order of stamps */
  add(acts: readonly Act[]): readonly Act[];
  /** Ids that two different acts bear. */
  clashes(): readonly ActId[];
  desktops(): readonly { readonly id: string; readonly person: PersonId; readonly lastAt: Instant }[];
};

export function makeKnownActs(): KnownActs {
  let all: readonly Act[] = [];
  const clashes = new Set<ActId>();
  let desktops: ReturnType<KnownActs['desktops']> | null = null;

  return {
    all: () => all,
    has: (id) => find(id) !== undefined,
    add(acts) {
      const novel = all.length === 0 ? acts : acts.filter(isNovel);
      if (novel.length === 0) return [];
      const arrived = inStampOrder(novel);
      const merged = mergeActs(all, arrived.acts);
      for (const id of [...arrived.clashes, ...merged.clashes]) clashes.add(id);
      const fresh = all.length === 0 ? arrived.acts : arrived.acts.filter((act) => find(act.id) !== act);
      all = merged.acts;
      desktops = null;
      return fresh;
    },
    clashes: () => [...clashes].toSorted(),
    desktops() {
      desktops ??= desktopsOf(all);
      return desktops;
    },
  };

  function isNovel(act: Act): boolean {
    const known = find(act.id);
    return known === undefined || (known !== act && printAct(known) !== printAct(act));
  }

  /** By halving: the ids of acts in stamp order are in the order of texts. */
  function find(id: ActId): Act | undefined {
    let [from, to] = [0, all.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((all[middle] as Act).id < id) from = middle + 1;
      else to = middle;
    }
    return all[from]?.id === id ? all[from] : undefined;
  }
}

function desktopsOf(acts: readonly Act[]): ReturnType<KnownActs['desktops']> {
  const last = new Map<string, Act>();
  for (const act of acts) last.set(act.stamp.desktop, act);
  return [...last.values()].map(({ stamp, by }) => ({ id: stamp.desktop, person: by, lastAt: stamp.ms }));
}
