import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import './panes.css';

type PanesProps = {
  /** Under this name the width is remembered on this desktop. */
  name: string;
  first: ReactNode;
  /** null: the first has all the room (and keeps what was typed in it when the second comes). */
  second: ReactNode | null;
  /** Width of the second pane until it is moved, as CSS. */
  start: string;
  /** Least width of the second and of the first pane, pixels. */
  least: number;
  leastFirst: number;
  label: string;
};

/** Two panes side by side; the line between them is dragged, or moved with the arrow keys, and stays where it was put. */
export function Panes({ name, first, second: other, start, least, leastFirst, label }: PanesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const second = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => remembered(name));

  function put(next: number): void {
    const most = Math.max(least, (frame.current?.clientWidth ?? Number.POSITIVE_INFINITY) - leastFirst);
    const clamped = Math.round(Math.min(most, Math.max(least, next)));
    setWidth(clamped);
    localStorage.setItem(`pane:${name}`, String(clamped));
  }

  function drag(event: PointerEvent<HTMLDivElement>): void {
    const right = frame.current?.getBoundingClientRect().right ?? 0;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent) => put(right - clientX);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  }

  function forget(): void {
    localStorage.removeItem(`pane:${name}`);
    setWidth(null);
  }

  function nudge(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? 24 : event.key === 'ArrowRight' ? -24 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    put((second.current?.clientWidth ?? least) + step);
  }

  return (
    <div className="panes" ref={frame}>
      <div className="pane pane-first">{first}</div>
      {other !== null && (
        <>
          <div
            className="pane-line"
            role="separator"
            aria-orientation="vertical"
            aria-label={label}
            aria-valuenow={width ?? least}
            aria-valuemin={least}
            aria-valuemax={4000}
            tabIndex={0}
            onPointerDown={drag}
            onDoubleClick={forget}
            onKeyDown={nudge}
          />
          <div
            className="pane pane-second"
            ref={second}
            style={{
              width: `clamp(${least}px, ${width === null ? start : `${width}px`}, max(${least}px, 100% - ${leastFirst}px))`,
            }}
          >
            {other}
          </div>
        </>
      )}
    </div>
  );
}

function remembered(name: string): number | null {
  const width = Number(localStorage.getItem(`pane:${name}`));
  return Number.isFinite(width) && width > 0 ? width : null;
}
