import type { Log } from '../../engine/ports';
import type { DesktopParts } from './handlers/desktop-parts';
import { setStartAtLogin } from './login-item';
import type { TrayAct } from './tray-menu-model';

const SNOOZE_MS = 15 * 60_000;

/** Carries out what somebody chose in the tray's menu. What could not be done is said in a banner. */
export function actFromTray({
  link,
  window,
  settings,
  status,
  log,
  quit,
}: Pick<DesktopParts, 'link' | 'window' | 'settings' | 'status'> & { log: Log; quit: () => void }): (
  act: TrayAct,
) => void {
  const say = (problem: string | null) => {
    status.banner('shell:tray', problem === null ? null : { tone: 'bad', text: problem, act: '' });
  };
  const carryOut = async (act: TrayAct): Promise<void> => {
    switch (act.kind) {
      case 'acknowledge':
        return say(
          problemOf(await link.call('incident.acknowledge', { ids: [...act.incidents], hereOnly: false })),
        );
      case 'snooze':
        return say(
          problemOf(
            await link.call('incident.snooze', { ids: [...act.incidents], until: Date.now() + SNOOZE_MS }),
          ),
        );
      case 'open':
        return window.show(act.incident === null ? undefined : { screen: 'queue', incident: act.incident });
      case 'screen':
        return window.show({ screen: act.screen, incident: null });
      case 'practice': {
        const answer = await link.call('practice.start', { severity: 'critical' });
        return say(answer.ok ? null : answer.error);
      }
      case 'startAtLogin':
        setStartAtLogin(act.on);
        settings.set('settings', { startAtLogin: act.on });
        return;
      case 'quit':
        return quit();
    }
  };
  return (act) => {
    carryOut(act).catch((error: unknown) => {
      log.error('the tray could not do it', { act: act.kind, problem: error });
      say(error instanceof Error ? error.message : String(error));
    });
  };
}

type Done = { readonly refused: ReadonlyArray<{ readonly why: string }> };

function problemOf(answer: { ok: true; value: Done } | { ok: false; error: string }): string | null {
  if (!answer.ok) return answer.error;
  return answer.value.refused[0]?.why ?? null;
}
