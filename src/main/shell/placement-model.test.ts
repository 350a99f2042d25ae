import { describe, expect, it } from 'vitest';
import { popupBox, windowBox } from './placement-model';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const right = { x: 1440, y: 0, width: 2560, height: 1400 };
const left = { x: -1920, y: 0, width: 1920, height: 1080 };
const wanted = { width: 1200, height: 800 };

describe('popupBox', () => {
  it('stands at the right of the screen it is given, below the place of a notification', () => {
    expect(popupBox(laptop, 300)).toEqual({ x: 984, y: 145, width: 440, height: 300 });
    expect(popupBox(left, 300)).toEqual({ x: -456, y: 120, width: 440, height: 300 });
  });

  it('moves up rather than being cut', () => {
    expect(popupBox(laptop, 800)).toMatchObject({ y: 25 + 875 - 16 - 800, height: 800 });
    expect(popupBox(laptop, 3000).y).toBe(25 + 16);
  });

  it('is never taller or wider than the screen, nor too small to be seen', () => {
    expect(popupBox(laptop, 3000).height).toBe(875 - 32);
    expect(popupBox(laptop, 1).height).toBe(120);
    expect(popupBox({ x: 0, y: 0, width: 320, height: 480 }, 300).width).toBe(288);
  });
});

describe('windowBox', () => {
  const there = { x: 1600, y: 100, width: 1000, height: 700 };

  it('opens where it was', () => {
    expect(windowBox(there, [laptop, right], wanted)).toEqual(there);
    expect(windowBox({ ...there, x: -1900 }, [laptop, left], wanted)).toEqual({ ...there, x: -1900 });
  });

  it('comes back to the first screen when the other one is gone, keeping its size', () => {
    expect(windowBox(there, [laptop], wanted)).toEqual({ x: 220, y: 113, width: 1000, height: 700 });
  });

  it('comes back when only a sliver, or only its foot, would be seen', () => {
    expect(windowBox({ ...there, x: 1400 }, [laptop], wanted).x).toBe(220);
    expect(windowBox({ ...there, x: 100, y: -400 }, [laptop], wanted).y).toBe(113);
  });

  it('is centred at first, and no larger than the screen', () => {
    expect(windowBox(null, [laptop], wanted)).toEqual({ x: 120, y: 63, width: 1200, height: 800 });
    expect(windowBox(null, [{ x: 0, y: 0, width: 800, height: 600 }], wanted)).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    });
  });
});
