// Before all others.
import './trade-no-jit';
import { TradeFake } from './trade-fake';

// Put into the page before its own scripts: `window.watchbill` over a rota and trades in memory, steered by the page's query.
const asked = new URLSearchParams(location.search);
const now = Date.now();
const fake = new TradeFake(
  {
    people: Number(asked.get('people') ?? 3),
    schedules: Number(asked.get('schedules') ?? 3),
    incidents: Number(asked.get('incidents') ?? 12),
    me: asked.get('me') ?? 'ada',
  },
  now,
);
if (asked.has('contrast')) fake.engine.settings.contrast = 'high';
if (asked.has('acts')) fake.live();
Object.assign(window, { watchbill: fake.bridge, fake });
