import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button';
import './schedule-reorder.css';

export type Reorder = {
  /** The item under the pointer or just moved; null while none is. */
  readonly dragged: number | null;
  readonly count: number;
  readonly move: (from: number, to: number, then: 'grip' | 'up' | 'down') => void;
  readonly begin: (event: PointerEvent<HTMLElement>, at: number) => void;
};

/**
 * Puts a list's items in another order, by dragging their grips and by keys. Items are the children of the list that
 * carry `data-item`. The keyboard stays with the item that was moved.
 */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  count: number,
  onMove: (from: number, to: number) => void,
): Reorder {
  const [dragged, setDragged] = useState<number | null>(null);
  const wanted = useRef<{ at: number; what: string } | null>(null);
  const mover = useRef(onMove);
  useEffect(() => {
    mover.current = onMove;
    const { current: wish } = wanted;
    wanted.current = null;
    if (!wish) return;
    const item = items(list.current)[wish.at];
    const button = item?.querySelector<HTMLButtonElement>(`[data-move="${wish.what}"]`);
    (button && !button.disabled ? button : item?.querySelector<HTMLElement>('[data-move="grip"]'))?.focus();
  });

  function move(from: number, to: number, then: 'grip' | 'up' | 'down'): void {
    if (to < 0 || to >= count || to === from) return;
    wanted.current = { at: to, what: then };
    onMove(from, to);
  }

  function begin(event: PointerEvent<HTMLElement>, at: number): void {
    if (event.button !== 0) return;
    const grip = event.currentTarget;
    let now = at;
    grip.setPointerCapture(event.pointerId);
    setDragged(at);
    const step = (to: number) => {
      if (to === now) return;
      mover.current(now, to);
      now = to;
      setDragged(to);
    };
    const follow = ({ clientY }: globalThis.PointerEvent) => {
      const boxes = items(list.current).map((item) => item.getBoundingClientRect());
      const here = boxes[now];
      if (!here) return;
      // Half of the neighbour must be passed, so that items of different height do not flicker.
      const above = boxes.findIndex((box, index) => index < now && clientY < box.top + box.height / 2);
      const below = boxes.findLastIndex((box, index) => index > now && clientY > box.top + box.height / 2);
      if (above >= 0) step(above);
      else if (below >= 0) step(below);
    };
    const giveUp = (pressed: globalThis.KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.preventDefault();
      pressed.stopPropagation();
      step(at);
      end();
    };
    const end = () => {
      grip.removeEventListener('pointermove', follow);
      grip.removeEventListener('lostpointercapture', end);
      window.removeEventListener('keydown', giveUp, true);
      if (grip.hasPointerCapture(event.pointerId)) grip.releasePointerCapture(event.pointerId);
      setDragged(null);
    };
    grip.addEventListener('pointermove', follow);
    grip.addEventListener('lostpointercapture', end);
    window.addEventListener('keydown', giveUp, true);
  }

  return { dragged, count, move, begin };
}

function items(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.children ?? [])].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && child.dataset.item !== undefined,
  );
}

/** What an item is dragged by; with the keyboard on it, arrows, Home and End move the item. */
export function Grip({ reorder, at, name }: { reorder: Reorder; at: number; name: string }) {
  const keys: Record<string, number> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: reorder.count - 1,
  };
  return (
    <button
      type="button"
      className="reorder-grip"
      data-move="grip"
      aria-label={`Move ${name}`}
      aria-keyshortcuts="ArrowUp ArrowDown Home End"
      title="Drag, or press the arrow keys"
      disabled={reorder.count < 2}
      onPointerDown={(event) => reorder.begin(event, at)}
      onKeyDown={(event: KeyboardEvent) => {
        const to = keys[event.key];
        if (to === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        reorder.move(at, to, 'grip');
      }}
    />
  );
}

/** One step up or down, for whoever does not drag. */
export function MoveButtons({ reorder, at, name }: { reorder: Reorder; at: number; name: string }) {
  return (
    <>
      <Button
        look="quiet"
        size="small"
        glyph="chevron-up"
        data-move="up"
        aria-label={`${name} up`}
        disabled={at === 0}
        onClick={() => reorder.move(at, at - 1, 'up')}
      />
      <Button
        look="quiet"
        size="small"
        glyph="chevron-down"
        data-move="down"
        aria-label={`${name} down`}
        disabled={at === reorder.count - 1}
        onClick={() => reorder.move(at, at + 1, 'down')}
      />
    </>
  );
}
