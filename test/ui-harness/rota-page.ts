import { RotaFake } from './rota-fake';

/** Put into the page before its own scripts: `window.watchbill` over a rota in memory, steered by the page's query. */
const asked = new URLSearchParams(location.search);
const fake = new RotaFake(
  {
    people: Number(asked.get('people') ?? 3),
    broken: asked.has('broken'),
    empty: asked.has('empty'),
    notices: asked.has('notices'),
  },
  Date.now(),
);
if (asked.has('contrast')) fake.engine.settings.contrast = 'high';
Object.assign(window, { watchbill: fake.bridge, fake });
