/**
 * Text from outside for one line of a menu, a tooltip or a title: control characters and characters that turn the
 * direction of writing are made visible or taken out, the rest is cut.
 */
export function plainLine(text: string, most: number): string {
  const flat = text
    .replaceAll(/[\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\u200B\u2028-\u202E\u2060-\u206F\uFEFF]/gu, '')
    .trim();
  const letters = [...flat];
  return letters.length <= most ? flat : `${letters.slice(0, most - 1).join('')}…`;
}

/** In menus of Windows and Linux `&x` underlines x: doubled, it is itself. */
export function menuText(text: string, most: number): string {
  return plainLine(text, most).replaceAll('&', '&&');
}
