import type { Root } from 'react-dom/client';
import type { Input } from '../../../contract/bridge';
import { call, on } from '../../bridge';
import { isSilent } from './answers';
import { afterPaint, createDeliveries } from './delivered';
import { Popup } from './popup';
import { createPopupStore, type PopupState, type PopupStore } from './popup-store';
import { createSound, type Sound } from './sound';
import { createSpeaker } from './speaker';

/** A tone begins when the page is on the screen, or would be: a blink later. Milliseconds. */
const TONE_AFTER = 80;

const now = () => performance.now();
const visible = () => document.visibilityState === 'visible';

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

/** A report that cannot be given leaves the page "pending" in the story, which is the truth; there is nobody to tell. */
function report(delivery: Input<'page.delivered'>): void {
  call('page.delivered', delivery).catch(() => {});
}

/** The composition root of the pop-up window: state, sound, reports, keys, and what main pushes. */
export function startPopup(root: Root): void {
  const store = createPopupStore({ call, now, after });
  const sound = createSound({ speaker: createSpeaker(), report, now, after, lead: TONE_AFTER });
  const deliveries = createDeliveries({ report, painted: afterPaint, visible });

  store.subscribe((state, before) => ringOn(state, before, sound));
  watchWindow(store, () => deliveries.look());
  root.render(<Popup store={store} onRendered={(pages) => deliveries.rendered(pages)} />);

  let pushed = false;
  on('ringing', (view) => {
    pushed = true;
    store.ringing(view);
  });
  on('popupFocus', () => store.keyEvent('called'));
  on('settings', (settings) => {
    sound.set(settings);
    store.setSettings(settings);
  });
  call('settings.get', {}).then(
    (settings) => {
      sound.set(settings);
      store.setSettings(settings);
    },
    // Better loud at a default than silent because a settings file could not be read.
    () => sound.set({ sound: 'on', volume: 0.8 }),
  );
  // A push is newer than the answer to a question asked before it.
  call('ringing.get', {}).then(
    (view) => pushed || store.ringing(view),
    () => {},
  );
}

/** Runs inside every change of the state, so an answer is silent in the tick in which it was given. */
function ringOn(state: PopupState, before: PopupState, sound: Sound): void {
  if (state.pages === before.pages && state.answers === before.answers) return;
  const loud = state.pages.filter((page) => page.sounds && !isSilent(state.answers, page.incident));
  sound.ring(loud);
  const done = (answers: PopupState['answers']) =>
    Object.values(answers).filter((answer) => answer.state === 'done').length;
  if (loud.length === 0 && done(state.answers) > done(before.answers)) sound.answered();
}

function watchWindow(store: PopupStore, look: () => void): void {
  const sight = () => {
    store.setVisible(visible());
    if (visible()) look();
  };
  document.addEventListener('visibilitychange', sight);
  window.addEventListener('focus', () => store.keyEvent('focused'));
  window.addEventListener('blur', () => store.keyEvent('blurred'));
  if (document.hasFocus()) store.keyEvent('focused');
  sight();
}
