import { type RefObject, useEffect } from 'react';
import { call } from '../../bridge';

/**
 * Tells main how tall the content is, whenever that changes, so that the window fits. With nothing to show it keeps the
 * last height: the next page then comes up in a window that is nearly right, not in a slit.
 */
export function useFit(frame: RefObject<HTMLElement | null>, filled: boolean): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || !filled) return;
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.min(3000, Math.max(100, Math.ceil(element.getBoundingClientRect().height)));
      if (height === told) return;
      told = height;
      call('popup.size', { height }).catch(() => {
        told = 0;
      });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, filled]);
}
