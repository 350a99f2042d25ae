import { type RefObject, useEffect } from 'react';
import { call } from '../../bridge';

/** Tells main how tall the content is, whenever that changes, so that the window fits. */
export function useFit(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
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
  }, [frame]);
}
