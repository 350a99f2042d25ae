/**
 * The text of a `.desktop` file that starts us at login, by freedesktop.org's Desktop Entry Specification.
 * @param command program and arguments
 */
export function autostartFile(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Watchbill',
    'Comment=Desktop pager',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quoted for Exec, then escaped once more as a string value; `%` would be a field code. */
function quoted(word: string): string {
  const escaped = word.replaceAll('%', '%%');
  if (/^[\w@%+=:,./-]+$/.test(escaped)) return escaped;
  return `"${escaped.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`.replaceAll('\\', String.raw`\\`);
}
