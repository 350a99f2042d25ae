import type { HandlersOf, ShellCall } from '../../../contract/bridge';
import { setStartAtLogin } from '../login-item';
import type { DesktopParts } from './desktop-parts';

type Names = Extract<ShellCall, `settings.${string}` | `secrets.${string}`>;

export function settingsHandlers({ settings, vault, status }: DesktopParts): HandlersOf<Names> {
  return {
    'settings.get': () => settings.get('settings'),
    'settings.set': (patch) => {
      const { startAtLogin } = settings.get('settings');
      // First the thing that may fail, so that the switch never shows what is not so.
      if (patch.startAtLogin !== undefined && patch.startAtLogin !== startAtLogin)
        setStartAtLogin(patch.startAtLogin);
      return settings.set('settings', patch);
    },
    'secrets.status': () => vault.status(),
    'secrets.allowPlain': async ({ allow }) => {
      await vault.allowPlain(allow);
      settings.set('shell', { plainSecrets: allow });
      await settings.flush();
      if (allow) status.banner('shell:secrets', null);
      return {};
    },
  };
}
