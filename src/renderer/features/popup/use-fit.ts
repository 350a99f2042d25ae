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
      // Windows are measured before zoom, content after it; this window has no frame, so its widths give the factor.
      const zoom = window.innerWidth > 0 && window.outerWidth > 0 ? window.outerWidth / window.innerWidth : 1;
      const tall = element.getBoundingClientRect().height * zoom;
      const height = Math.min(3000, Math.max(100, Math.ceil(tall)));
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
