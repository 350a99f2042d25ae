import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { popups, screens } from './b-scenes.mjs';
import { openHarness, openRealPages } from './browser.mjs';
import { scenes as channelScenes } from './channels-scenes.mjs';
import { scenes as fairnessScenes } from './fairness-scenes.mjs';
import { scenes as muteScenes } from './mutes-scenes.mjs';
import { scenes as planScenes } from './plan-scenes.mjs';
import { scenes as policyScenes } from './policy-scenes.mjs';
import { scenes as readinessScenes } from './readiness-scenes.mjs';
import { scenes as rotaScenes } from './rota-scenes.mjs';
import { scenes as windowScenes } from './scenes.mjs';
import { scenes as tradeScenes } from './trade-scenes.mjs';

const NOON = new Date('2026-11-23T12:00:00Z');
/** The guards of menus and dialogs hand the keyboard on: they are no fault. */
const GUARDED = { 'aria-hidden-focus': { enabled: false }, 'color-contrast': { enabled: true } };
const recorded = (name, people) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}-${people}.json`), 'utf8'));
const wait = (ms) => (page) => page.waitForTimeout(ms);

/** Opens a screen of the app's own window, over a bridge that was put into the page as `name`. */
const onScreen = (name) => async (page, scene, url) => {
  await page.goto(`${url}index.html?${scene.query}`);
  await page.waitForTimeout(400);
  if (!scene.to) return;
  await page.evaluate(
    ([fake, to]) => window[fake].push('navigate', { screen: to, incident: null }),
    [name, scene.to],
  );
  await page.waitForTimeout(500);
};

/** Opens the window over the pretended engine at a fixed time; `open` then shows the recorded screen, `there`. */
const atNoon = (open, there) => async (page, scene, url) => {
  await page.clock.install({ time: NOON });
  await page.goto(`${url}?incidents=3${scene.query ?? ''}`);
  await page.waitForSelector('.strip-sentence');
  await open(page, scene);
  await page.waitForSelector(there, { timeout: 5000 });
  await page.clock.runFor(500);
};
const settledAtNoon = async (page) => {
  await page.clock.runFor(300);
  await page.waitForTimeout(150);
};

/**
 * What can be looked at. `open` builds and serves it; `begin` brings a page to the scene before the scene's own `act`;
 * `settle` waits until it stands still; `axe`: where it looks and by which rules, null for not at all.
 */
export const lists = {
  /** Queue, incident, palette: over a pretended engine. */
  window: {
    open: openHarness,
    scenes: windowScenes,
    prefix: '',
    async begin(page, scene, url) {
      await page.goto(`${url}?${scene.query}`);
      await page.waitForSelector('.strip-sentence');
      await page.waitForTimeout(250);
    },
    settle: wait(150),
    axe: null,
  },
  /** The pop-up at its own width. */
  popup: {
    open: () => openRealPages('b-fake-bridge.ts', ['popup']),
    scenes: popups,
    prefix: '',
    async begin(page, scene, url) {
      // A browser without a screen has a frame that the pop-up's own window has not.
      await page.addInitScript(() =>
        Object.defineProperty(window, 'outerWidth', { get: () => window.innerWidth }),
      );
      await page.goto(`${url}popup.html?${scene.query}`);
      await page.waitForTimeout(scene.wait);
      if (scene.key) await page.keyboard.press(scene.key);
      await page.waitForTimeout(400);
    },
    async settle(page) {
      // Twice: what fits needs no scroll bar, and then less height.
      for (let again = 0; again < 2; again++) {
        const sizes = await page.evaluate(() =>
          window.harness.calls.filter(({ name }) => name === 'popup.size'),
        );
        await page.setViewportSize({ width: 440, height: sizes.at(-1).input.height });
        await page.waitForTimeout(100);
      }
    },
    axe: {},
  },
  /** The screens beside the queue, over answers that stand still. */
  screens: {
    open: () => openRealPages('b-fake-bridge.ts'),
    scenes: screens,
    prefix: '',
    begin: onScreen('harness'),
    settle: wait(400),
    axe: {},
  },
  /** How you are reached: over recorded types of channels. */
  channels: {
    open: () => openRealPages('channels-bridge.ts'),
    scenes: channelScenes,
    prefix: 'reach-',
    begin: onScreen('harness'),
    settle: wait(400),
    // A menu opens outside of the landmarks, over everything; it is read from its button.
    axe: { rules: { ...GUARDED, region: { enabled: false } } },
  },
  /** Silences and maintenance, in memory, that the engine's own handlers answer for. */
  mutes: {
    open: () => openRealPages('mutes-bridge.ts'),
    scenes: muteScenes,
    prefix: 'mutes-',
    begin: onScreen('fake'),
    settle: wait(400),
    // A dialog stands over everything, outside of the landmarks.
    axe: { rules: { ...GUARDED, region: { enabled: false } } },
  },
  /** "Am I pageable?", over facts that the real rules judge. */
  readiness: {
    open: () => openRealPages('readiness-page.ts'),
    scenes: readinessScenes,
    prefix: 'readiness-',
    begin: onScreen('harness'),
    settle: wait(400),
    axe: {},
  },
  /** Policies, explain, noise: over a team file in memory that the real rules answer for. */
  policies: {
    open: () => openRealPages('policy-bridge.ts'),
    scenes: policyScenes,
    prefix: 'policies-',
    begin: onScreen('fake'),
    settle: wait(300),
    axe: { rules: { ...GUARDED, region: { enabled: false } } },
  },
  /** Schedules, editor, team, sharing, notices: over a rota in memory that the real rules answer for. */
  rota: {
    open: () => openRealPages('rota-page.ts'),
    scenes: rotaScenes,
    prefix: '',
    begin: onScreen('fake'),
    settle: wait(400),
    axe: {},
  },
  /** The calendar and its trades, over a rota in memory that the engine's own handlers answer for. */
  trade: {
    open: () => openRealPages('trade-page.ts'),
    scenes: tradeScenes,
    prefix: '',
    begin: onScreen('fake'),
    settle: wait(400),
    axe: {},
  },
  /** The planner, over plans that the real planner made once. */
  plan: {
    open: openHarness,
    scenes: planScenes,
    prefix: 'plan-',
    begin: atNoon(async (page, { people, state }) => {
      await page.evaluate(answerPlan, { ...recorded('plan', people), state });
      await page.evaluate(() => window.engine.push('navigate', { screen: 'plan', incident: null }));
    }, '.plan-columns'),
    settle: settledAtNoon,
    resume: (page) => page.clock.resume(),
    axe: {
      within: "document.querySelector('.dialog') ?? document.querySelector('.window-screen')",
      rules: GUARDED,
      enhanced: true,
    },
  },
  /** Fairness, over figures that the real rules worked out once. */
  fairness: {
    open: openHarness,
    scenes: fairnessScenes,
    prefix: 'fairness-',
    begin: atNoon(async (page, { people }) => {
      const view = recorded('fairness', people || 3);
      if (people === 0) Object.assign(view, { people: [], gaps: 0, ledger: [], holidays: [], csv: '' });
      await page.evaluate(answerFairness, view);
      await page.keyboard.press('g');
      await page.keyboard.press('f');
    }, ':is(.fair-top, .empty)'),
    settle: settledAtNoon,
    resume: (page) => page.clock.resume(),
    axe: { within: "document.querySelector('.window-screen')", rules: GUARDED, enhanced: true },
  },
};

/** In the page: the calls of this screen answer with what was recorded; the others as they did. */
function answerPlan({ rota, drafts, state, ...plans }) {
  const bridge = window.watchbill;
  const before = bridge.call;
  bridge.call = (name, input) => {
    if (name === 'rota.get') return Promise.resolve({ ok: true, value: rota });
    if (name === 'schedule.draft') return Promise.resolve({ ok: true, value: drafts[input.id] });
    return before(name, input);
  };
  const idle = { ...plans.done, state: 'idle', plan: [], score: null, collisions: [] };
  window.engine.push('plan', plans[state] ?? idle);
}

/** In the page: the calls of this screen answer with `view`; the others as they did. */
function answerFairness(view) {
  const bridge = window.watchbill;
  const before = bridge.call;
  bridge.call = (name, input) => {
    if (name === 'fairness.get') return Promise.resolve({ ok: true, value: view });
    if (name === 'rota.who') {
      const row = { person: null, until: null, because: '', next: null };
      const value = ['Primary', 'Secondary'].map((word) => ({
        ...row,
        schedule: word.toLowerCase(),
        name: word,
      }));
      return Promise.resolve({ ok: true, value });
    }
    return before(name, input);
  };
}
