/**
 * Puts the keyboard into the field that a problem is about, or into the nearest around it.
 * @param at path of the field in the draft, `layers.0.turn`; fields carry theirs as `data-at`
 */
export function showField(form: HTMLElement | null, at: string): void {
  const parts = at.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const path = parts.slice(0, length).join('.');
    const found = form?.querySelector<HTMLElement>(`[data-at="${CSS.escape(path)}"]`);
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    found.querySelector<HTMLElement>('input, select, button:not(:disabled)')?.focus();
    return;
  }
}
