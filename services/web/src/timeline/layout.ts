/** Measures of the chart, in CSS pixels. The lane labels beside the canvas use the same ones. */
export const axisHeight = 28;
export const bandHeight = 26;
export const laneHeight = 32;
export const glyphSize = 15;

/** More entries than this in view are drawn as densities, not as shapes. */
export const mostGlyphs = 3000;

export function lanesTop(hasBands: boolean): number {
  return axisHeight + (hasBands ? bandHeight : 0);
}

export function chartHeight(lanes: number, hasBands: boolean): number {
  return lanesTop(hasBands) + Math.max(lanes, 1) * laneHeight + 8;
}

/** The lane at a height of the chart, or `undefined` above and below the lanes. */
export function laneAt(y: number, lanes: number, hasBands: boolean): number | undefined {
  const lane = Math.floor((y - lanesTop(hasBands)) / laneHeight);
  return lane >= 0 && lane < lanes ? lane : undefined;
}
