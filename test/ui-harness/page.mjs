import { FakeEngine } from './fake-engine';

// /?incidents=40&sources=0&blind&banners: the real window over a pretended engine.
const asked = new URLSearchParams(location.search);
const engine = new FakeEngine(
  {
    incidents: Number(asked.get('incidents') ?? 40),
    sources: Number(asked.get('sources') ?? 3),
    blind: asked.has('blind'),
    banners: asked.has('banners'),
    firstRun: asked.has('welcome'),
  },
  Date.now(),
);
engine.settings.contrast = asked.has('contrast') ? 'high' : 'normal';
Object.assign(window, { watchbill: engine.bridge, engine });
await import('../../src/renderer/main');
