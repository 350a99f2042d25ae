import { type Side, setSide } from '../../parts/rota-place';

/** Opens what stands beside the calendar and takes the keyboard there: to what waits for an answer, else to its first button. */
export function openSide(side: Side): void {
  setSide(side);
  requestAnimationFrame(() => {
    const body = document.querySelector('.side-body');
    const first = body?.querySelector<HTMLElement>('[data-waiting] button') ?? body?.querySelector('button');
    first?.focus();
  });
}
