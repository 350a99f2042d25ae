/** A rectangle in DIP, in the coordinates of all screens together. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const MARGIN = 16;
/** Desktops show notifications in the top right corner, over every window: ours goes below the first. */
const BELOW_NOTIFICATION = 120;
const POPUP_WIDTH = 440;
const POPUP_LEAST = 120;
/** So much of a title bar must be on a screen for a window to be grabbed there. */
const GRASP = { width: 120, height: 40 } as const;

/**
 * Where the pop-up stands: at the right of a work area, below the place of one notification where there is room for
 * that, as tall as its content, never taller than the area.
 */
export function popupBox(workArea: Box, contentHeight: number): Box {
  const width = Math.min(POPUP_WIDTH, workArea.width - 2 * MARGIN);
  const height = Math.max(POPUP_LEAST, Math.min(contentHeight, workArea.height - 2 * MARGIN));
  return {
    x: workArea.x + workArea.width - width - MARGIN,
    y: workArea.y + Math.max(MARGIN, Math.min(BELOW_NOTIFICATION, workArea.height - height - MARGIN)),
    width,
    height,
  };
}

/**
 * Where the main window opens: where it was, if enough of its top edge is still on some screen; otherwise centred on
 * the first screen, no larger than that.
 */
export function windowBox(
  remembered: Box | null,
  workAreas: readonly Box[],
  wanted: { width: number; height: number },
): Box {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...wanted };
  if (remembered && workAreas.some((area) => isGraspable(remembered, area))) {
    return {
      ...remembered,
      width: Math.min(remembered.width, widest(workAreas)),
      height: Math.min(remembered.height, tallest(workAreas)),
    };
  }
  const size = remembered ?? { x: 0, y: 0, ...wanted };
  const width = Math.min(size.width, primary.width);
  const height = Math.min(size.height, primary.height);
  return {
    x: primary.x + Math.round((primary.width - width) / 2),
    y: primary.y + Math.round((primary.height - height) / 2),
    width,
    height,
  };
}

function isGraspable(box: Box, area: Box): boolean {
  const width = Math.min(box.x + box.width, area.x + area.width) - Math.max(box.x, area.x);
  const top = box.y >= area.y - 8 && box.y + GRASP.height <= area.y + area.height;
  return top && width >= GRASP.width;
}

const widest = (areas: readonly Box[]) =>
  Math.max(...areas.map((area) => area.x + area.width)) - Math.min(...areas.map((area) => area.x));
const tallest = (areas: readonly Box[]) =>
  Math.max(...areas.map((area) => area.y + area.height)) - Math.min(...areas.map((area) => area.y));
