import { bin } from './bins.js';
import { kinds } from './columns.js';
import { densityImage } from './density-image.js';
import { glyphSize, laneHeight, mostGlyphs } from './layout.js';
import type { Picture } from './paint.js';
import { paintGlyph } from './paint-glyph.js';
import type { Palette } from './palette.js';
import { toPixel } from './time-range.js';

/** Few entries are drawn as shapes, neighbours gathered under a number; many as one column a pixel. */
export function paintEntries(
  context: CanvasRenderingContext2D,
  picture: Picture,
  palette: Palette,
  top: number,
): void {
  const { columns, range, width } = picture;
  const cells = bin(columns, range, width, glyphSize - 3);
  if (cells.visible > mostGlyphs) paintDensity(context, picture, palette, top);
  else {
    context.font = `600 10px ${palette.font}`;
    for (let at = 0; at < cells.shown.length; at++) {
      const index = cells.shown[at] ?? -1;
      if (index < 0) continue;
      const x = toPixel(range, width, columns.times[index] ?? 0);
      const y = top + (Math.floor(at / cells.cells) + 0.5) * laneHeight;
      paintIndex(context, picture, palette, index, x, y);
      const more = (cells.count[at] ?? 0) - 1;
      const crowded = (cells.count[at + 1] ?? 0) > 0 || (cells.count[at + 2] ?? 0) > 0;
      if (more > 0 && !crowded) paintCount(context, palette, more, x, y);
    }
  }
  for (const index of [picture.hovered, picture.selected]) {
    if (index === undefined) continue;
    const x = toPixel(range, width, columns.times[index] ?? 0);
    const y = top + ((columns.lane[index] ?? 0) + 0.5) * laneHeight;
    context.beginPath();
    context.arc(x, y, glyphSize * 0.78, 0, Math.PI * 2);
    context.fillStyle = palette.selectBackground;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = palette.select;
    context.stroke();
    paintIndex(context, picture, palette, index, x, y);
  }
}

function paintIndex(
  context: CanvasRenderingContext2D,
  { columns }: Picture,
  palette: Palette,
  index: number,
  x: number,
  y: number,
): void {
  const kind = kinds[columns.kind[index] ?? 0] ?? 'other';
  paintGlyph(context, palette, kind, columns.outcome[index] ?? 0, x, y);
}

function paintCount(
  context: CanvasRenderingContext2D,
  palette: Palette,
  more: number,
  x: number,
  y: number,
): void {
  const text = more > 99 ? '+99' : `+${more}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = palette.surface;
  context.strokeText(text, x + 4, y - 10);
  context.fillStyle = palette.text;
  context.fillText(text, x + 4, y - 10);
}

function paintDensity(
  context: CanvasRenderingContext2D,
  { columns, range, width }: Picture,
  palette: Palette,
  top: number,
): void {
  const bins = bin(columns, range, width, 1);
  const image = new ImageData(
    densityImage(bins, laneHeight, palette.density),
    bins.cells,
    bins.lanes * laneHeight,
  );
  const layer = new OffscreenCanvas(image.width, image.height);
  layer.getContext('2d')?.putImageData(image, 0, 0);
  context.drawImage(layer, 0, top);
}
