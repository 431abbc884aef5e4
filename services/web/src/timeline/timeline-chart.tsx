import type { TimelineEntry } from '@hormesis/api';
import { useCallback, useId, useRef, useState } from 'react';
import { utc } from '../format/utc.js';
import { useNow } from '../live/use-now.js';
import { type Causality, causesOf, effectsOf } from './causality.js';
import { chartCommand } from './chart-keys.js';
import type { Columns } from './columns.js';
import { chartHeight, laneHeight, lanesTop } from './layout.js';
import { neighbour } from './neighbour.js';
import { type Band, paint } from './paint.js';
import { pan, reveal, type TimeRange, toPixel, zoom } from './time-range.js';
import styles from './timeline-chart.module.css';
import { useCanvas, useWidth } from './use-canvas.js';
import { useChartPointer } from './use-chart-pointer.js';

type ChartProps = {
  columns: Columns;
  causality: Causality;
  bands: readonly Band[];
  range: TimeRange;
  selected: string | undefined;
  setRange: (range: TimeRange) => void;
  showAll: () => void;
  onSelect: (id: string | undefined) => void;
};

/** The picture of a timeline. The list beside it says the same to those who do not see it. */
export function TimelineChart({
  columns,
  causality,
  bands,
  range,
  selected,
  setRange,
  showAll,
  onSelect,
}: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const keysId = useId();
  const width = useWidth(box);
  const now = useNow();
  const [hovered, setHovered] = useState<number>();
  const hasBands = bands.length > 0;
  const height = chartHeight(columns.lanes.length, hasBands);
  const index = selected === undefined ? undefined : columns.indexOf.get(selected);

  const choose = useCallback(
    (at: number | undefined) => onSelect(at === undefined ? undefined : columns.entries[at]?.eventId),
    [columns, onSelect],
  );
  useChartPointer(canvas, {
    columns,
    range,
    width,
    hasBands,
    setRange,
    onSelect: choose,
    onHover: setHovered,
  });
  useCanvas(
    canvas,
    width,
    height,
    useCallback(
      (context, palette) =>
        paint(context, { columns, causality, range, width, bands, now, selected: index, hovered }, palette),
      [columns, causality, range, width, bands, now, index, hovered],
    ),
  );

  const show = (entry: TimelineEntry | undefined) => {
    if (!entry) return;
    onSelect(entry.eventId);
    const moved = reveal(range, Date.parse(entry.time));
    if (moved !== range) setRange(moved);
  };

  function act(event: React.KeyboardEvent) {
    const command = chartCommand(event);
    if (!command) return;
    event.preventDefault();
    const current = index === undefined ? undefined : columns.entries[index];
    const at = current ? Date.parse(current.time) : undefined;
    if (command.act === 'zoom') setRange(zoom(range, command.factor, at));
    else if (command.act === 'pan') setRange(pan(range, command.share));
    else if (command.act === 'fit') showAll();
    else if (command.act === 'clear') onSelect(undefined);
    else if (command.act === 'centre' && at !== undefined)
      setRange(pan(range, (at - range.from) / (range.to - range.from) - 0.5));
    else if (command.act === 'step') show(columns.entries[neighbour(columns, index, command.by) ?? -1]);
    else if (command.act === 'cause' && current) show(causesOf(causality, current).at(-1));
    else if (command.act === 'effect' && current) show(effectsOf(causality, current)[0]?.entry);
  }

  return (
    <div className={styles.chart}>
      <ul className={styles.lanes} aria-label="Lanes">
        {hasBands && <li className={styles.band}>incident</li>}
        {columns.lanes.map((lane) => (
          <li key={lane} className={styles.lane} title={lane}>
            {lane}
          </li>
        ))}
      </ul>
      <div
        ref={box}
        className={styles.box}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart takes keys, all of which have a button beside it
        tabIndex={0}
        aria-label="Timeline chart"
        aria-describedby={keysId}
        onKeyDown={act}
      >
        <p id={keysId} className="visually-hidden">
          W and S zoom, A and D move, 0 shows everything, full stop and comma go through the events of a
          service. The list after the chart holds the same events.
        </p>
        <div aria-hidden="true">
          <canvas ref={canvas} className={styles.canvas} style={{ height }} />
        </div>
        {hovered !== undefined && (
          <HoverTip columns={columns} index={hovered} range={range} width={width} hasBands={hasBands} />
        )}
      </div>
    </div>
  );
}

type TipProps = { columns: Columns; index: number; range: TimeRange; width: number; hasBands: boolean };

function HoverTip({ columns, index, range, width, hasBands }: TipProps) {
  const entry = columns.entries[index];
  if (!entry) return null;
  const x = toPixel(range, width, columns.times[index] ?? 0);
  const top = lanesTop(hasBands) + ((columns.lane[index] ?? 0) + 1) * laneHeight;
  const side = x > width / 2 ? { right: Math.max(0, width - x - 12) } : { left: Math.max(0, x - 12) };
  return (
    <div aria-hidden="true" className={styles.tip} style={{ top, ...side }}>
      <strong>{entry.title}</strong>
      <span>{utc(entry.time)}</span>
    </div>
  );
}
