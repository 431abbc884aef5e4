import { type Kind, outcomes } from './columns.js';
import { glyphSize } from './layout.js';
import type { Palette } from './palette.js';
import { shapes } from './shapes.js';

const paths = new Map<Kind, Path2D>();

function pathOf(kind: Kind): Path2D {
  const known = paths.get(kind);
  if (known) return known;
  const path = new Path2D(shapes[kind].path);
  paths.set(kind, path);
  return path;
}

/** Shape says the kind; colour and filling together say the outcome: hollow is neutral, full is good, full with an edge is bad. */
export function paintGlyph(
  context: CanvasRenderingContext2D,
  palette: Palette,
  kind: Kind,
  outcome: number,
  x: number,
  y: number,
): void {
  const word = outcomes[outcome] ?? 'neutral';
  const path = pathOf(kind);
  const scale = glyphSize / 16;
  context.save();
  context.translate(x - glyphSize / 2, y - glyphSize / 2);
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = palette.surface;
  context.stroke(path);
  context.fillStyle = word === 'neutral' ? palette.surface : palette.outcome[word];
  context.fill(path, 'evenodd');
  context.lineWidth = word === 'bad' ? 1.2 : 1.8;
  context.strokeStyle = word === 'bad' ? palette.text : palette.outcome[word];
  context.stroke(path);
  context.restore();
}
