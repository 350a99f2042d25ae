import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { RingingPage } from '../../../contract/views/ringing';
import { call } from '../../bridge';
import { snoozeChoices } from '../../lib/snooze-choices';
import { isSilent } from './answers';
import { takesClick } from './armed';
import type { Command } from './key-command';
import { KeyLine } from './key-line';
import { PageCard } from './page-card';
import { PageRows } from './page-rows';
import './popup.css';
import type { PopupStore } from './popup-store';
import { useFit } from './use-fit';
import { usePopupKeys } from './use-popup-keys';

/** The pop-up page: one large card, the rest of the stack under it, and whether keys count yet. */
export function Popup({
  store,
  onRendered,
}: {
  store: PopupStore;
  onRendered: (pages: readonly RingingPage[]) => void;
}) {
  const { pages, total, me, answers, chosen, keys, snoozing, settings } = useStore(store);
  const frame = useRef<HTMLElement>(null);
  useFit(frame, pages.length > 0);
  useTheme(settings?.theme, settings?.contrast);
  useLayoutEffect(() => onRendered(pages), [pages, onRendered]);

  const run = useCallback((command: Command) => obey(store, command), [store]);
  usePopupKeys(store, run);
  const click = useCallback(
    (command: Command) => {
      if (takesClick(store.getState().keys, performance.now())) run(command);
    },
    [store, run],
  );

  const page = pages.find((one) => one.incident === chosen) ?? pages[0];
  const redact = settings?.redact ?? false;
  const ringing = pages.filter((one) => !isSilent(answers, one.incident)).length;
  return (
    <main className="popup" ref={frame} data-severity={page?.severity ?? 'none'} aria-label="Pages">
      <h1 className="only-read">Watchbill is paging you</h1>
      {page && me ? (
        <>
          <PageCard
            key={page.incident}
            page={page}
            answer={answers[page.incident]}
            zone={me.timeZone}
            redact={redact}
            armed={keys.state === 'armed'}
            snoozing={snoozing}
            onCommand={click}
          />
          {(pages.length > 1 || total > 1) && (
            <PageRows
              pages={pages}
              total={total}
              ringing={ringing}
              answers={answers}
              chosen={page.incident}
              redact={redact}
              armed={keys.state === 'armed'}
              onChoose={(incident) => store.choose(incident)}
              onCommand={click}
            />
          )}
          <KeyLine keys={keys} several={pages.length > 1} shortcut={settings?.answerShortcut ?? ''} />
        </>
      ) : (
        <p className="popup-quiet">No page waits.</p>
      )}
    </main>
  );
}

/** Carries a command out. Every failure comes back as the state of an answer, or is said by main. */
function obey(store: PopupStore, command: Command): void {
  const { pages, chosen, me, answers } = store.getState();
  const one = chosen === null ? [] : [chosen];
  switch (command.do) {
    case 'acknowledge':
      return void store.acknowledge(one);
    case 'acknowledgeAll':
      return void store.acknowledge(pages.map((page) => page.incident));
    case 'resolve':
      return void store.resolve(one);
    case 'snooze':
      return store.setSnoozing(!store.getState().snoozing && chosen !== null && !isSilent(answers, chosen));
    case 'snoozeFor': {
      const now = Date.now();
      const choice = snoozeChoices(now, me?.timeZone ?? '')[command.choice];
      if (choice) void store.snooze(one, choice.until);
      return;
    }
    case 'open':
      call('shell.openWindow', { incident: chosen }).catch(() => {});
      return;
    case 'move':
      return store.move(command.by);
    case 'cancel':
      return store.setSnoozing(false);
    default:
      return command satisfies never;
  }
}

/** The theme stands on <html>, where the tokens look for it. */
function useTheme(
  theme: 'system' | 'light' | 'dark' | undefined,
  contrast: 'normal' | 'high' | undefined,
): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'light' || theme === 'dark') dataset.theme = theme;
    else delete dataset.theme;
    if (contrast === 'high') dataset.contrast = 'high';
    else delete dataset.contrast;
  }, [theme, contrast]);
}
