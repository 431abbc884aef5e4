import { axisHeight, bandHeight } from './layout.js';
import type { Picture } from './paint.js';
import type { Palette } from './palette.js';
import { ticks } from './ticks.js';
import { toPixel } from './time-range.js';

export function paintAxis(
  context: CanvasRenderingContext2D,
  { range, width, now }: Picture,
  palette: Palette,
  height: number,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const tick of ticks(range, width)) {
    const x = Math.round(toPixel(range, width, tick.time));
    context.fillStyle = palette.grid;
    context.fillRect(x, axisHeight - 6, 1, height - axisHeight + 6);
    context.font = `${tick.strong ? 600 : 400} 12px ${palette.font}`;
    context.fillStyle = tick.strong ? palette.text : palette.quiet;
    const fits = x + 5 + context.measureText(tick.label).width < width;
    if (fits) context.fillText(tick.label, x + 5, axisHeight / 2);
  }
  const edge = toPixel(range, width, now);
  if (edge < 0 || edge > width) return;
  context.fillStyle = palette.select;
  context.fillRect(Math.round(edge), axisHeight - 8, 1.5, height - axisHeight + 8);
  context.font = `600 11px ${palette.font}`;
  context.textAlign = edge > width - 44 ? 'right' : 'left';
  const labelAt = edge + (context.textAlign === 'right' ? -4 : 5);
  const labelWidth = context.measureText('now').width;
  context.fillStyle = palette.surface;
  context.fillRect(
    context.textAlign === 'right' ? labelAt - labelWidth - 3 : labelAt - 3,
    4,
    labelWidth + 6,
    axisHeight - 10,
  );
  context.fillStyle = palette.select;
  context.fillText('now', labelAt, axisHeight / 2);
}

export function paintBands(
  context: CanvasRenderingContext2D,
  { bands, range, width, now }: Picture,
  palette: Palette,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const band of bands) {
    const from = Math.max(0, toPixel(range, width, band.from));
    const to = Math.min(width, toPixel(range, width, band.to ?? now));
    if (to <= 0 || from >= width) continue;
    const colour = palette.outcome[band.tone];
    const length = Math.max(to - from, 2);
    context.globalAlpha = 0.16;
    context.fillStyle = colour;
    context.fillRect(from, axisHeight + 4, length, bandHeight - 8);
    context.globalAlpha = 1;
    context.fillRect(from, axisHeight + 4, 2, bandHeight - 8);
    context.font = `600 11px ${palette.font}`;
    if (context.measureText(band.label).width + 14 > length) continue;
    context.fillStyle = palette.text;
    context.fillText(band.label, from + 8, axisHeight + bandHeight / 2 + 0.5);
  }
}
