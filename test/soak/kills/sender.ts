import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineProcess } from '../../helpers/engine-process';
import type { Chance } from './chance';
import type { Act, Ledger } from './ledger';

/** So many alerts are alive at a time; beyond that the oldest are ended. */
const MOST_ALIVE = 24;

/** A sender of PagerDuty events at a steady mean rate, which writes down what was answered. */
export class StormSender {
  private readonly busy = new Set<string>();
  private readonly alive: string[] = [];
  private readonly flying = new Set<Promise<void>>();
  private sentSoFar = 0;
  private stopped = false;

  constructor(
    private readonly ledger: Ledger,
    private readonly chance: Chance,
    private readonly perSecond: number,
  ) {}

  /** The ledger must be settled. Sends until `stop`; events come at random, as many a second as asked for on the average. */
  async run(engine: EngineProcess): Promise<void> {
    this.stopped = false;
    this.busy.clear();
    while (!this.stopped) {
      const flight = this.one(engine).finally(() => this.flying.delete(flight));
      this.flying.add(flight);
      await sleep((-Math.log(1 - this.chance.next()) * 1000) / this.perSecond);
    }
  }

  /** No more is sent; resolves when everything that was has its answer, or never will. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.flying);
  }

  private async one(engine: EngineProcess): Promise<void> {
    const { key, act } = this.choose();
    this.busy.add(key);
    const answered = await engine.pagerDuty(act, key).then(
      async (answer) => {
        if (!answer.ok && answer.status !== 503)
          throw new Error(`${act} ${key}: HTTP ${answer.status} ${await answer.text()}`);
        return answer.ok;
      },
      () => false, // the connection broke: the sender knows nothing
    );
    this.ledger.sent(key, act, answered);
    // What became of it must be known before more is said about it.
    if (answered) this.busy.delete(key);
  }

  private choose(): { key: string; act: Act } {
    const idle = this.alive.filter((key) => !this.busy.has(key));
    const oldest = idle[0];
    if (this.alive.length >= MOST_ALIVE && oldest !== undefined) {
      this.alive.splice(this.alive.indexOf(oldest), 1);
      return { key: oldest, act: 'resolve' };
    }
    const dice = this.chance.next();
    if (idle.length > 0 && dice < 0.45)
      return {
        key: this.chance.pick(idle),
        act: dice < 0.25 ? 'trigger' : dice < 0.37 ? 'acknowledge' : 'resolve',
      };
    this.sentSoFar += 1;
    const key = `alert-${this.sentSoFar}`;
    this.alive.push(key);
    return { key, act: 'trigger' };
  }
}
