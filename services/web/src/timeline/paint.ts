import type { Causality } from './causality.js';
import type { Columns } from './columns.js';
import { chartHeight, laneHeight, lanesTop } from './layout.js';
import { paintArrows } from './paint-arrows.js';
import { paintAxis, paintBands } from './paint-axis.js';
import { paintEntries } from './paint-entries.js';
import type { Palette } from './palette.js';
import type { TimeRange } from './time-range.js';

/** A stretch of an incident's life: `open`, `mitigated`… `to` is absent while it lasts. */
export type Band = { label: string; from: number; to: number | null; tone: 'bad' | 'neutral' | 'good' };

export type Picture = {
  columns: Columns;
  causality: Causality;
  range: TimeRange;
  width: number;
  bands: readonly Band[];
  now: number;
  selected: number | undefined;
  hovered: number | undefined;
};

/** Draws the whole chart. The context is scaled so that one unit is one CSS pixel. */
export function paint(context: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { columns, width, bands } = picture;
  const top = lanesTop(bands.length > 0);
  const height = chartHeight(columns.lanes.length, bands.length > 0);
  context.clearRect(0, 0, width, height);
  paintAxis(context, picture, palette, height);
  paintBands(context, picture, palette);
  context.fillStyle = palette.grid;
  for (let lane = 0; lane <= columns.lanes.length; lane++) {
    context.fillRect(0, top + lane * laneHeight, width, 1);
  }
  paintArrows(context, picture, palette, top);
  paintEntries(context, picture, palette, top);
}
