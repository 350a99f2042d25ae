import type { Instant } from '../time/instant';

/** When each of many is due; the earliest is at hand. What was put again is due when it was put last. */
export class DueTimes<Id> {
  private readonly heap: { readonly at: Instant; readonly id: Id }[] = [];
  private readonly due = new Map<Id, Instant>();

  /** @param at null: not due any more */
  put(id: Id, at: Instant | null): void {
    if (at === (this.due.get(id) ?? null)) return;
    if (at === null) this.due.delete(id);
    else {
      this.due.set(id, at);
      this.push({ at, id });
    }
  }

  first(): Instant | null {
    for (let top = this.heap[0]; top !== undefined; top = this.heap[0]) {
      if (this.due.get(top.id) === top.at) return top.at;
      this.pop();
    }
    return null;
  }

  /** Forgets what is due by `at`, and says what it was. */
  dropUntil(at: Instant): Id[] {
    const dropped: Id[] = [];
    for (let next = this.first(); next !== null && next <= at; next = this.first()) {
      const { id } = this.heap[0] as { id: Id };
      dropped.push(id);
      this.due.delete(id);
      this.pop();
    }
    return dropped;
  }

  private push(item: { readonly at: Instant; readonly id: Id }): void {
    const { heap } = this;
    let place = heap.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((heap[above] as typeof item).at <= item.at) break;
      heap[place] = heap[above] as typeof item;
      place = above;
    }
    heap[place] = item;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && (heap[below + 1] as typeof last).at < (heap[below] as typeof last).at)
        below += 1;
      if ((heap[below] as typeof last).at >= last.at) break;
      heap[place] = heap[below] as typeof last;
      place = below;
    }
    heap[place] = last;
  }
}
