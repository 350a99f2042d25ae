import { createStore } from 'zustand/vanilla';
import type { CallName, Input, Output } from '../../../contract/bridge';
import type { RingingPage, RingingView } from '../../../contract/views/ringing';
import {
  ANSWER_DEADLINE,
  type AnswerKind,
  type Answers,
  answerCame,
  answerFailed,
  answerSent,
  answersAfterPush,
  isSilent,
} from './answers';
import { armsAt, type KeyEvent, type Keys, stepKeys, UNSEEN } from './armed';
import { chosenIncident, neighbour, stackOrder } from './stack';

export type PopupState = {
  /** In the order of the stack. */
  readonly pages: readonly RingingPage[];
  readonly total: number;
  readonly me: RingingView['me'] | null;
  readonly answers: Answers;
  /** Incident of the large card. */
  readonly chosen: string | null;
  readonly keys: Keys;
  /** The choices of how long to snooze are open. */
  readonly snoozing: boolean;
  readonly settings: Output<'settings.get'> | null;
};

/** What the pop-up needs from outside: the engine's calls, a clock that never goes back (ms), and a timer. */
export type PopupPorts = {
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
};

export type PopupStore = ReturnType<typeof createPopupStore>;

/** The state of the pop-up page and everything that may change it. One per window. */
export function createPopupStore(ports: PopupPorts) {
  const store = createStore<PopupState>(() => ({
    pages: [],
    total: 0,
    me: null,
    answers: {},
    chosen: null,
    keys: UNSEEN,
    snoozing: false,
    settings: null,
  }));
  const { getState: get, setState: set } = store;
  let stopArming = () => {};
  let visible = false;

  /** Feeds one event to the keys and sets the one timer that arms them. */
  function keyEvent(event: KeyEvent): void {
    const keys = stepKeys(get().keys, event, ports.now());
    set({ keys });
    stopArming();
    const due = armsAt(keys);
    if (due !== null) stopArming = ports.after(Math.max(0, due - ports.now()) + 1, () => keyEvent('time'));
  }

  /** In sight means: the window is visible and has something to show. A pre-created window may claim to be visible. */
  function sight(): void {
    const seen = visible && get().pages.length > 0;
    if (seen !== (get().keys.seenSince !== null)) keyEvent(seen ? 'shown' : 'hidden');
  }

  function ringing(view: RingingView): void {
    const before = get();
    const pages = stackOrder(view.pages);
    const answers = answersAfterPush(before.answers, pages, ports.now());
    // Answered pages that still wait to leave do not hold the top of the stack.
    const order = (list: readonly RingingPage[], said: Answers) => [
      ...list.filter((page) => !isSilent(said, page.incident)),
      ...list.filter((page) => isSilent(said, page.incident)),
    ];
    const chosen = chosenIncident(
      order(before.pages, before.answers).map((page) => page.incident),
      order(pages, answers).map((page) => page.incident),
      before.chosen,
      before.keys.state !== 'away',
    );
    const moved = chosen !== before.chosen;
    set({
      pages,
      total: view.total,
      me: view.me,
      answers,
      chosen,
      snoozing: moved ? false : before.snoozing,
    });
    if (moved) keyEvent('changed');
    sight();
  }

  function choose(incident: string): void {
    if (get().pages.some((page) => page.incident === incident)) set({ chosen: incident, snoozing: false });
  }

  async function answer(
    kind: AnswerKind,
    incidents: readonly string[],
    ask: (ids: string[]) => Promise<Output<'incident.acknowledge'>>,
  ): Promise<void> {
    const { pages, answers } = get();
    const asked = pages.filter(
      (page) => incidents.includes(page.incident) && !isSilent(answers, page.incident),
    );
    if (asked.length === 0) return;
    const ids = asked.map((page) => page.incident);
    const said = answerSent(answers, kind, asked);
    // Subscribers run inside this call: the sound stops before the request leaves.
    set({ answers: said, snoozing: false });
    moveOn(ids);
    const tooLate = ports.after(ANSWER_DEADLINE, () => {
      settle(ids, answerFailed(get().answers, ids, `no answer for ${ANSWER_DEADLINE / 1000} seconds`));
    });
    try {
      const outcome = await ask(ids);
      settle(ids, answerCame(get().answers, ids, outcome, ports.now()));
    } catch (error) {
      settle(ids, answerFailed(get().answers, ids, error instanceof Error ? error.message : String(error)));
    } finally {
      tooLate();
    }
  }

  /** Takes the fate of an answer. One that failed comes back onto the large card: it rings on, and that is said loudly. */
  function settle(ids: readonly string[], answers: Answers): void {
    const { pages, answers: before, chosen } = get();
    const failed = pages.find(
      ({ incident }) =>
        ids.includes(incident) && answers[incident]?.state === 'failed' && before[incident]?.state === 'sent',
    );
    set({ answers });
    if (!failed || failed.incident === chosen) return;
    set({ chosen: failed.incident, snoozing: false });
    keyEvent('changed');
  }

  /** After an answer the next page that still rings comes up, if there is one. */
  function moveOn(answered: readonly string[]): void {
    const { pages, answers, chosen } = get();
    if (chosen === null || !answered.includes(chosen)) return;
    const order = pages.map((page) => page.incident);
    const left = order.filter((id) => !isSilent(answers, id));
    const next = left.length === 0 ? chosen : chosenIncident(order, left, chosen, true);
    if (next === chosen) return;
    set({ chosen: next });
    keyEvent('changed');
  }

  return {
    ...store,
    keyEvent,
    ringing,
    choose,
    move: (by: number) => {
      const { pages, chosen } = get();
      const next = neighbour(
        pages.map((page) => page.incident),
        chosen,
        by,
      );
      if (next !== null) choose(next);
    },
    /** Whether the window can be seen, by the document's account. */
    setVisible: (now: boolean) => {
      visible = now;
      sight();
    },
    setSnoozing: (snoozing: boolean) => set({ snoozing }),
    setSettings: (settings: Output<'settings.get'>) => set({ settings }),
    acknowledge: (incidents: readonly string[]) =>
      answer('acknowledge', incidents, (ids) => ports.call('incident.acknowledge', { ids })),
    snooze: (incidents: readonly string[], until: number) =>
      answer('snooze', incidents, (ids) => ports.call('incident.snooze', { ids, until })),
    resolve: (incidents: readonly string[]) =>
      answer('resolve', incidents, (ids) => ports.call('incident.resolve', { ids })),
    /** Stops timers, for tests. */
    stop: () => stopArming(),
  };
}
