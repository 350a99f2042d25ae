import type { Fact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import type { IncidentId } from '../../core/kernel/ids';
import type { Instant } from '../../core/time/instant';
import type { Progress } from '../accepted/progress';
import type { Unreadable } from '../ports';

/** What is written in one transaction. */
export type Batch = {
  readonly facts: readonly Fact[];
  /** As they are after the facts. */
  readonly incidents: ReadonlyMap<IncidentId, Incident>;
  readonly unreadable: ReadonlyArray<{ readonly at: Instant; readonly unreadable: Unreadable }>;
  /** How far the accepted alerts are decided with this. */
  readonly progress?: Progress | null;
};

/** A batch that grows while the disk is busy with the one before: group commit. */
export class GrowingBatch {
  private facts: Fact[] = [];
  private incidents = new Map<IncidentId, Incident>();
  private unreadable: Array<{ at: Instant; unreadable: Unreadable }> = [];
  private progress: Progress | null = null;

  get size(): number {
    return this.facts.length + this.unreadable.length;
  }

  get isEmpty(): boolean {
    return this.size === 0 && this.progress === null;
  }

  add(batch: Batch): void {
    for (const fact of batch.facts) this.facts.push(fact);
    for (const [id, incident] of batch.incidents) this.incidents.set(id, incident);
    for (const entry of batch.unreadable) this.unreadable.push(entry);
    // It tells all of it each time: the last one stands.
    if (batch.progress) this.progress = batch.progress;
  }

  /** Takes all that has come, and starts anew. */
  take(): Batch {
    const { facts, incidents, unreadable, progress } = this;
    this.facts = [];
    this.incidents = new Map();
    this.unreadable = [];
    this.progress = null;
    return { facts, incidents, unreadable, progress };
  }
}
