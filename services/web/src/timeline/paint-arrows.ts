import { causesOf, effectsOf } from './causality.js';
import { glyphSize, laneHeight } from './layout.js';
import type { Picture } from './paint.js';
import type { Palette } from './palette.js';
import { toPixel } from './time-range.js';

type Point = { x: number; y: number };

/** Arrows of the selected entry only: from its causes in full lines, to its effects in dashes. */
export function paintArrows(
  context: CanvasRenderingContext2D,
  picture: Picture,
  palette: Palette,
  top: number,
): void {
  const { columns, selected, causality } = picture;
  const entry = selected === undefined ? undefined : columns.entries[selected];
  if (!entry) return;
  const pointOf = (id: string): Point | undefined => {
    const index = columns.indexOf.get(id);
    if (index === undefined) return undefined;
    return {
      x: toPixel(picture.range, picture.width, columns.times[index] ?? 0),
      y: top + ((columns.lane[index] ?? 0) + 0.5) * laneHeight,
    };
  };
  context.strokeStyle = palette.select;
  context.fillStyle = palette.select;
  context.lineWidth = 1.5;
  context.setLineDash([]);
  const chain = [...causesOf(causality, entry), entry];
  for (const [index, effect] of chain.entries()) {
    const cause = chain[index - 1];
    if (cause) arrow(context, pointOf(cause.eventId), pointOf(effect.eventId));
  }
  context.setLineDash([4, 3]);
  for (const { entry: effect } of effectsOf(causality, entry)) {
    arrow(context, pointOf(effect.causationId ?? ''), pointOf(effect.eventId));
  }
  context.setLineDash([]);
}

function arrow(context: CanvasRenderingContext2D, from: Point | undefined, to: Point | undefined): void {
  if (!from || !to || Math.hypot(to.x - from.x, to.y - from.y) < glyphSize) return;
  const lift = from.y === to.y ? laneHeight * 0.62 : 0;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - lift };
  const angle = Math.atan2(to.y - middle.y, to.x - middle.x);
  const tip = { x: to.x - Math.cos(angle) * glyphSize * 0.7, y: to.y - Math.sin(angle) * glyphSize * 0.7 };
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(middle.x, middle.y, tip.x, tip.y);
  context.stroke();
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - 7 * Math.cos(angle - 0.45), tip.y - 7 * Math.sin(angle - 0.45));
  context.lineTo(tip.x - 7 * Math.cos(angle + 0.45), tip.y - 7 * Math.sin(angle + 0.45));
  context.fill();
}
