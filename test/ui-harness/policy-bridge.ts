import { PolicyFake, type PolicyScene } from './policy-fake';

/** Put into the page before its own scripts: `window.watchbill` over policies in memory, steered by the page's query. */
const asked = new URLSearchParams(location.search);
const fake = new PolicyFake(
  { what: (asked.get('what') ?? 'some') as PolicyScene['what'] },
  Date.UTC(2026, 10, 23, 12),
);
if (asked.has('down'))
  fake.broken.set('noise.report', 'The store cannot be read now; try again in a moment.');
fake.engine.settings.contrast = asked.get('contrast') ?? 'normal';
Object.assign(window, { watchbill: fake.bridge, fake });
