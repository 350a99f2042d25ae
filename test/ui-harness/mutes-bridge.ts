import { MutesFake, type MutesScene } from './mutes-fake';

/** Put into the page before its own scripts: `window.watchbill` over silences in memory, steered by the page's query. */
const asked = new URLSearchParams(location.search);
const fake = new MutesFake({ what: (asked.get('what') ?? 'some') as NonNullable<MutesScene['what']> }, () =>
  Date.now(),
);
if (asked.has('broken')) fake.broken.set('silences.list', 'The engine is not there.');
fake.engine.settings.contrast = asked.get('contrast') ?? 'normal';
Object.assign(window, { watchbill: fake.bridge, fake });
