import type { Bins } from './bins.js';

export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Paints one column a pixel for bins that are one pixel wide: the more entries, the taller; in the colour of the gravest outcome.
 * Returns RGBA bytes of `bins.cells` × `lanes * laneHeight` pixels.
 */
export function densityImage(
  bins: Bins,
  laneHeight: number,
  colours: readonly Rgb[],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(bins.cells * bins.lanes * laneHeight * 4);
  const tallest = Math.log2(1 + bins.count.reduce((most, count) => Math.max(most, count), 1));
  const room = laneHeight - 8;
  for (let at = 0; at < bins.count.length; at++) {
    const count = bins.count[at] ?? 0;
    if (count === 0) continue;
    const [red, green, blue] = colours[bins.worst[at] ?? 0] ?? [0, 0, 0];
    const height = Math.max(4, Math.round((Math.log2(1 + count) / tallest) * room));
    const lane = Math.floor(at / bins.cells);
    const top = lane * laneHeight + Math.round((laneHeight - height) / 2);
    for (let y = top; y < top + height; y++) {
      const pixel = (y * bins.cells + (at % bins.cells)) * 4;
      pixels[pixel] = red;
      pixels[pixel + 1] = green;
      pixels[pixel + 2] = blue;
      pixels[pixel + 3] = 255;
    }
  }
  return pixels;
}
