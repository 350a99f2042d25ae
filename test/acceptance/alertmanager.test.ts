import { afterEach, describe, expect, test } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { type ApiIncident, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Stories with a real Alertmanager and the real engine, as anybody outside sees them. */
const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function watch(
  alertmanager: RunningAlertmanager,
  more = '',
): Promise<{ engine: EngineProcess; team: TemporaryTeam }> {
  const team = temporaryTeam(
    `[{ id: prod, type: alertmanager, url: "${alertmanager.url}", every: 1s, resolveAfter: 2s, blindAfter: 4s${more} }]`,
    `[{ id: checkout, name: Checkout, match: ['service="checkout"'] }]`,
  );
  stops.push(() => team.remove());
  return { engine: await watchWith(team), team };
}

async function watchWith(team: TemporaryTeam): Promise<EngineProcess> {
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  return engine;
}

async function alertmanager(): Promise<RunningAlertmanager> {
  const running = await startAlertmanager();
  stops.push(() => running.stop());
  return running;
}

const CHECKOUT = {
  alertname: 'CheckoutDown',
  service: 'checkout',
  instance: 'web-01:9100',
  severity: 'critical',
};

/** The one incident that is meant: it is stored a moment after its page was heard. */
async function only(
  engine: EngineProcess,
  where: (incident: ApiIncident) => boolean = () => true,
): Promise<ApiIncident> {
  const found = async () => (await engine.incidents()).filter(where);
  await expect.poll(found, { timeout: 3_000 }).toHaveLength(1);
  return (await found())[0] as ApiIncident;
}

type Silence = { state: string; silenceId: string; endsAt: string | null; detail: string } | null;
const silenceOf = (engine: EngineProcess, id: string) =>
  engine.get<{ silence: Silence }>(`/api/v1/incidents/${id}`).then(({ silence }) => silence);
const activeSilences = async (am: RunningAlertmanager) =>
  (await am.silences()).filter(({ status }) => status.state === 'active');

describe('a real Alertmanager', () => {
  test('an alert fires, pages, is acknowledged; the silence is confirmed there, renewed, and removed on resolve', async () => {
    const am = await alertmanager();
    const { engine } = await watch(am, ', acknowledge: silence, silenceFor: 1m');
    await am.fire([
      {
        labels: CHECKOUT,
        annotations: { summary: 'Checkout is down', runbook_url: 'https://runbooks.example/checkout' },
      },
    ]);
    const page = await engine.hears(({ event }) => event === 'page');
    expect(page).toMatchObject({ title: 'Critical: Checkout is down', person: 'ada', reason: 'firing' });
    const incident = await only(engine);
    expect(incident).toMatchObject({
      service: 'checkout',
      severity: 'critical',
      status: 'open',
      source: 'prod',
    });
    expect((await engine.post(`/api/v1/incidents/${incident.id}/acknowledge`, {})).status).toBe(200);
    await expect
      .poll(() => silenceOf(engine, incident.id), { timeout: 8_000 })
      .toMatchObject({ state: 'confirmed' });
    const [silence] = await activeSilences(am);
    const matchers = Object.fromEntries(silence?.matchers.map(({ name, value }) => [name, value]) ?? []);
    expect(matchers).toEqual(CHECKOUT);
    expect(silence?.matchers.some(({ isRegex }) => isRegex)).toBe(false);
    expect(silence?.comment).toContain('Acknowledged in Watchbill by Ada Okafor');
    const length = Date.parse(silence?.endsAt ?? '') - Date.parse(silence?.startsAt ?? '');
    expect(Math.abs(length - 60_000)).toBeLessThan(5_000);
    // Its own silence is not "silenced at the source": it stays acknowledged, and nothing rings.
    expect((await only(engine)).status).toBe('acknowledged');
    expect((await engine.post(`/api/v1/incidents/${incident.id}/resolve`, {})).status).toBe(200);
    await expect.poll(() => activeSilences(am), { timeout: 8_000 }).toEqual([]);
    await expect.poll(() => silenceOf(engine, incident.id)).toMatchObject({ state: 'removed' });
    expect(engine.said.filter(({ event }) => event === 'page')).toHaveLength(1);
  });

  test('un-acknowledging removes the silence and rings again', async () => {
    const am = await alertmanager();
    const { engine } = await watch(am, ', acknowledge: silence');
    await am.fire([{ labels: CHECKOUT }]);
    await engine.hears(({ event }) => event === 'page');
    const { id } = await only(engine);
    await engine.post(`/api/v1/incidents/${id}/acknowledge`, {});
    await expect.poll(() => silenceOf(engine, id), { timeout: 8_000 }).toMatchObject({ state: 'confirmed' });
    await engine.post(`/api/v1/incidents/${id}/unacknowledge`, {});
    await engine.hears(({ event, reason }) => event === 'page' && reason === 'unacknowledged');
    await expect.poll(() => activeSilences(am), { timeout: 8_000 }).toEqual([]);
    expect(await only(engine)).toMatchObject({ status: 'open' });
  });

  test('an acknowledgement that the server does not take rings again and says why; "here only" is left in peace', async () => {
    const am = await alertmanager();
    const { engine } = await watch(am, ', acknowledge: silence');
    await am.fire([{ labels: CHECKOUT }]);
    await engine.hears(({ event }) => event === 'page');
    const { id } = await only(engine);
    await am.kill();
    await engine.post(`/api/v1/incidents/${id}/acknowledge`, {});
    await engine.hears(({ event, reason }) => event === 'page' && reason === 'write-back-refused', 20_000);
    await expect.poll(() => silenceOf(engine, id)).toMatchObject({ state: 'refused' });
    // A second time, "here only": the source is tried and refuses, and the person is left in peace.
    await engine.post(`/api/v1/incidents/${id}/acknowledge`, { hereOnly: true });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(
      engine.said.filter(
        ({ event, incident, reason }) =>
          event === 'page' && incident === id && reason === 'write-back-refused',
      ),
    ).toHaveLength(1);
    expect(await only(engine, (incident) => incident.id === id)).toMatchObject({ status: 'acknowledged' });
  });

  test('silenced and inhibited alerts are shown as such and do not page; when the silence ends they do', async () => {
    const am = await alertmanager();
    await am.fire([{ labels: CHECKOUT }]);
    const made = (await am.call('POST', 'silences', {
      matchers: [{ name: 'alertname', value: 'CheckoutDown', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'grace',
      comment: 'deploy',
    })) as { silenceID: string };
    const { engine } = await watch(am);
    await expect.poll(() => engine.incidents(), { timeout: 5_000 }).toHaveLength(1);
    const incident = await engine.get<ApiIncident & { suppression: unknown }>(
      `/api/v1/incidents/${(await only(engine)).id}`,
    );
    expect(incident).toMatchObject({
      status: 'open',
      acknowledgedBy: null,
      suppression: { how: 'silenced', by: [made.silenceID] },
    });
    expect(engine.said.filter(({ event }) => event === 'page')).toEqual([]);
    await am.call('DELETE', `silence/${made.silenceID}`);
    await engine.hears(({ event, reason }) => event === 'page' && reason === 'no-longer-suppressed');
  });

  test('C12, C13: a vanished alert is resolved only after the grace; an Alertmanager that restarts and knows nothing resolves nothing at once', async () => {
    const am = await alertmanager();
    const team = temporaryTeam(
      `[{ id: prod, type: alertmanager, url: "${am.url}", every: 1s, resolveAfter: 6s, blindAfter: 20s }]`,
    );
    stops.push(() => team.remove());
    const engine = await watchWith(team);
    await am.fire([{ labels: CHECKOUT }]);
    await engine.hears(({ event }) => event === 'page');
    await am.kill();
    await am.restart();
    expect(await am.alerts()).toEqual([]);
    // It answers [] now: several good reads go by, the incident stays open and the story says why.
    await expect
      .poll(async () => JSON.stringify(await engine.get(`/api/v1/incidents/${(await only(engine)).id}`)), {
        timeout: 6_000,
      })
      .toContain('was restarted');
    expect(await only(engine)).toMatchObject({ status: 'open' });
    await am.fire([{ labels: CHECKOUT }]);
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect(await only(engine)).toMatchObject({ status: 'open', count: 1 + 1 });
    await am.resolve(CHECKOUT);
    await expect.poll(async () => (await only(engine)).status, { timeout: 15_000 }).toBe('resolved');
  });

  test('C1, P7: a source that does not answer opens an incident of its own, never "all quiet"; it ends with the first good answer', async () => {
    const am = await alertmanager();
    const { engine } = await watch(am);
    await am.fire([{ labels: CHECKOUT }]);
    await engine.hears(({ event }) => event === 'page');
    await am.kill();
    await engine.hears(
      ({ event, title }) => event === 'page' && String(title).includes('Blind: no answer from prod'),
      20_000,
    );
    const { sources } = await engine.get<{
      sources: Array<{ id: string; state: string; lastError: string }>;
    }>('/api/v1/sources');
    expect(sources.find(({ id }) => id === 'prod')).toMatchObject({ state: 'blind' });
    // What was known stays as it was: an answer that did not come is not "no alerts".
    expect((await only(engine, ({ source }) => source === 'prod')).status).toBe('open');
    await am.restart();
    await expect
      .poll(async () => (await only(engine, ({ source }) => source === 'watchbill')).status, {
        timeout: 25_000,
      })
      .toBe('resolved');
  });
});
