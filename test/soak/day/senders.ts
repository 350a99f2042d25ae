import type { EngineProcess } from '../../helpers/engine-process';
import { type Chance, chanceOf } from '../kills/chance';

/** So many alerts fire at a time, all day. */
const FIRING = 400;
/** Alerts of one request, of 100 alerts: so many are sent again, begin, and end. */
const BATCH = { again: 80, begin: 10, end: 10 } as const;

export type DayLoad = { readonly answered: number; readonly begun: number; readonly acknowledged: number };

/**
 * Sends the alerts of a day in the manner of Prometheus, at an even rate: most are known and fire again, some are new,
 * as many end; now and then somebody acknowledges one, or reads the list.
 */
export class DaySenders {
  private readonly chance: Chance = chanceOf(24);
  private readonly firing: number[] = [];
  private readonly began = new Date().toISOString();
  answered = 0;
  begun = 0;
  acknowledged = 0;

  constructor(private readonly engine: EngineProcess) {}

  /** One request with its answer. @returns how many alerts were in it */
  async batch(): Promise<number> {
    const fire: number[] = [];
    const end: number[] = [];
    if (this.firing.length >= FIRING) {
      end.push(...this.firing.splice(0, BATCH.end));
      for (let n = 0; n < BATCH.again; n += 1) fire.push(this.chance.pick(this.firing));
    }
    const missing = this.firing.length < FIRING ? Math.min(100, FIRING - this.firing.length) : BATCH.begin;
    for (let n = 0; n < missing; n += 1) {
      this.begun += 1;
      this.firing.push(this.begun);
      fire.push(this.begun);
    }
    const body = [...fire.map((key) => this.alert(key, false)), ...end.map((key) => this.alert(key, true))];
    const answer = await this.engine.post('/api/v2/alerts', body);
    if (!answer.ok) throw new Error(`POST alerts: HTTP ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    this.answered += body.length;
    return body.length;
  }

  /** What a person does now and then: looks at the queue and acknowledges what is newest. */
  async person(): Promise<void> {
    const [newest] = (await this.engine.incidents('open')).slice(0, 1);
    if (!newest) return;
    const answer = await this.engine.post(`/api/v1/incidents/${newest.id}/acknowledge`, {});
    await answer.arrayBuffer();
    if (answer.ok) this.acknowledged += 1;
  }

  private alert(key: number, over: boolean): object {
    return {
      labels: {
        alertname: `KubePodCrashLooping`,
        namespace: 'payments',
        pod: `payments-api-${key}`,
        severity: key % 40 === 0 ? 'critical' : 'warning',
      },
      annotations: {
        summary: `Pod payments/payments-api-${key} is not healthy.`,
        description: `payments/payments-api-${key} has been in a bad state for longer than 15 minutes.`,
      },
      startsAt: this.began,
      ...(over ? { endsAt: new Date().toISOString() } : {}),
      generatorURL: 'http://prometheus-k8s-0:9090/graph?g0.expr=max_over_time&g0.tab=1',
    };
  }
}
