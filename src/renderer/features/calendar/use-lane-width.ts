import { type RefObject, useEffect } from 'react';

/** Narrower than this a name is written downwards; narrower still, its initials, too. Pixels. */
const NARROW = 84;
const THIN = 27;
/** Room of the hours at the left, and of margins in a day. Pixels. */
const GUTTER = 56;
const MARGIN = 6;

/** Keeps `data-lane` of the frame (wide, narrow, thin) as the week's lanes have room; one measure for all of them. */
export function useLaneWidth(frame: RefObject<HTMLElement | null>, lanes: number, strip: number): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const day = (element.clientWidth - GUTTER) / 7 - MARGIN - strip;
      const lane = day / Math.max(1, lanes);
      element.setAttribute('data-lane', lane > NARROW ? 'wide' : lane > THIN ? 'narrow' : 'thin');
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, lanes, strip]);
}
