import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

/* Reliability row A5: kill -9 while somebody acknowledges. */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Fact = { readonly kind: string; readonly at: string; readonly by: string };
type Told = {
  readonly status: string;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly facts: readonly Fact[];
};
const ROUNDS = 8;

test('A5: kill -9 in the middle of an acknowledgement: it is wholly there, with who and when, or not at all; what was answered is there', async () => {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  let engine: EngineProcess | null = null;
  stops.push(() => engine?.kill());
  let answered = 0;
  let unanswered = 0;
  engine = await startEngineProcess(team);
  for (let round = 0; round < ROUNDS; round += 1) {
    const key = `alert-${round}`;
    expect((await engine.pagerDuty('trigger', key)).status).toBe(202);
    const id = (await engine.incidents('open')).find(({ dedupKey }) => dedupKey === key)?.id ?? '';
    const told = engine.post(`/api/v1/incidents/${id}/acknowledge`, {}).then(
      ({ ok }) => ok,
      () => false,
    );
    // From before it arrives until after it is answered.
    await sleep((round * 12) / ROUNDS);
    await engine.kill('SIGKILL');
    const wasAnswered = await told;
    if (wasAnswered) answered += 1;
    else unanswered += 1;

    engine = await startEngineProcess(team);
    const incident = await engine.get<Told>(`/api/v1/incidents/${id}`);
    const acknowledged = incident.facts.filter(({ kind }) => kind === 'acknowledged');
    if (wasAnswered) expect(incident.status).toBe('acknowledged');
    if (incident.status === 'acknowledged') {
      expect(acknowledged).toMatchObject([{ by: 'ada' }]);
      expect(incident).toMatchObject({ acknowledgedBy: 'ada', acknowledgedAt: acknowledged[0]?.at });
      expect(engine.said.filter((line) => line.event === 'page' && line['incident'] === id)).toEqual([]);
    } else {
      expect(incident).toMatchObject({ status: 'open', acknowledgedBy: null });
      expect(acknowledged).toEqual([]);
      await engine.hears((line) => line.event === 'page' && line['incident'] === id, 5_000);
      await engine.post(`/api/v1/incidents/${id}/resolve`, {});
    }
  }
  expect(answered + unanswered).toBe(ROUNDS);
  expect(unanswered).toBeGreaterThan(0);
});
