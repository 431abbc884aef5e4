import type { Bins } from './bins.js';

export type Rgb = readonly [red: number, green: number, blue: number];
export type DensityColours = { rest: Rgb; bad: Rgb };

const margin = 4;

/**
 * Paints one column a pixel for bins that are one pixel wide: the more entries, the taller. What is bad stands at the
 * foot of the column, as tall as its share, so that it is told by its place too.
 * Returns RGBA bytes of `bins.cells` × `bins.lanes * laneHeight` pixels.
 */
export function densityImage(
  bins: Bins,
  laneHeight: number,
  { rest, bad }: DensityColours,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(bins.cells * bins.lanes * laneHeight * 4);
  const tallest = Math.log2(1 + bins.count.reduce((most, count) => Math.max(most, count), 1));
  for (let at = 0; at < bins.count.length; at++) {
    const count = bins.count[at] ?? 0;
    if (count === 0) continue;
    const height = Math.max(4, Math.round((Math.log2(1 + count) / tallest) * (laneHeight - 2 * margin)));
    const badCount = bins.bad[at] ?? 0;
    const badHeight = badCount === 0 ? 0 : Math.max(3, Math.round((height * badCount) / count));
    const foot = (Math.floor(at / bins.cells) + 1) * laneHeight - margin;
    for (let step = 1; step <= height; step++) {
      const [red, green, blue] = step <= badHeight ? bad : rest;
      const pixel = ((foot - step) * bins.cells + (at % bins.cells)) * 4;
      pixels[pixel] = red;
      pixels[pixel + 1] = green;
      pixels[pixel + 2] = blue;
      pixels[pixel + 3] = 255;
    }
  }
  return pixels;
}
