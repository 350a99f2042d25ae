/** An Electron accelerator as people know it: `CommandOrControl+Alt+A` is `Ctrl+Alt+A`, on a Mac `⌘⌥A`. */
export function shortcutWords(accelerator: string, mac = navigator.userAgent.includes('Mac OS')): string {
  const parts = accelerator.split('+').filter((part) => part !== '');
  const words = parts.map((part) => NAMES[part.toLowerCase()]?.[mac ? 1 : 0] ?? part);
  return words.join(mac ? '' : '+');
}

const NAMES: Record<string, readonly [string, string]> = {
  commandorcontrol: ['Ctrl', '⌘'],
  cmdorctrl: ['Ctrl', '⌘'],
  command: ['Cmd', '⌘'],
  cmd: ['Cmd', '⌘'],
  control: ['Ctrl', '⌃'],
  ctrl: ['Ctrl', '⌃'],
  alt: ['Alt', '⌥'],
  option: ['Alt', '⌥'],
  shift: ['Shift', '⇧'],
  super: ['Super', '⌘'],
  meta: ['Super', '⌘'],
};
