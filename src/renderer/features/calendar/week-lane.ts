/** Room that incidents have at the right of each day while they are shown, pixels. */
export const INCIDENT_STRIP = 18;

/** Where a lane stands across a day of the week view, as CSS lengths. `strip`: room kept free at the right, pixels. */
export function laneBox(lane: number, lanes: number, strip: number): { left: string; width: string } {
  const part = (n: number) =>
    `calc((100% - ${strip}px) * ${Math.round((n / Math.max(1, lanes)) * 100_000) / 100_000})`;
  return { left: part(lane), width: part(1) };
}

/** The lane under a point. @param x pixels from the day's left edge. @param width of the day */
export function laneAt(x: number, width: number, lanes: number, strip: number): number {
  const room = Math.max(1, width - strip);
  return Math.min(lanes - 1, Math.max(0, Math.floor((x / room) * lanes)));
}
