import './b-fake-bridge';
import { drillsAt, factsAt, heartbeatsAt, readinessAt, wrongFactsAt } from './readiness-fixtures';

// /?wrong: the screen over a desktop on which much is not well; by the real judgement.
const wrong = new URLSearchParams(location.search).has('wrong');
const now = Date.now();
const { harness } = window as unknown as { harness: { over: Record<string, unknown> } };
const heartbeats = heartbeatsAt(now);
Object.assign(harness.over, {
  'readiness.get': readinessAt(wrong ? wrongFactsAt(now) : factsAt(now), now),
  'drill.list': drillsAt(now),
  'heartbeat.list': wrong ? { ...heartbeats, own: { ...heartbeats.own, on: false, host: '' } } : heartbeats,
});
