import { type RefObject, useEffect, useRef } from 'react';
import type { Columns } from './columns.js';
import { hitTest } from './hit-test.js';
import { laneAt } from './layout.js';
import { pan, type TimeRange, toTime, zoom } from './time-range.js';

type Chart = {
  columns: Columns;
  range: TimeRange;
  width: number;
  hasBands: boolean;
  setRange: (range: TimeRange) => void;
  onSelect: (index: number | undefined) => void;
  onHover: (index: number | undefined) => void;
};

/** The pointer on the chart: drag moves, Ctrl and wheel zooms at the pointer, sideways wheel moves, a click selects. */
export function useChartPointer(canvas: RefObject<HTMLCanvasElement | null>, chart: Chart): void {
  const latest = useRef(chart);
  latest.current = chart;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const stop = new AbortController();
    const on = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      act: (event: HTMLElementEventMap[Name]) => void,
      passive = true,
    ) => element.addEventListener(name, act, { signal: stop.signal, passive });
    const hit = (event: MouseEvent) => {
      const { columns, range, width, hasBands } = latest.current;
      const lane = laneAt(event.offsetY, columns.lanes.length, hasBands);
      return lane === undefined ? undefined : hitTest(columns, range, width, lane, event.offsetX, 12);
    };
    let drag: { x: number; range: TimeRange; moved: boolean } | undefined;

    on('pointerdown', (event) => {
      if (event.button === 0) drag = { x: event.clientX, range: latest.current.range, moved: false };
    });
    on('pointermove', (event) => {
      if (!drag) return latest.current.onHover(hit(event));
      const by = event.clientX - drag.x;
      if (!drag.moved && Math.abs(by) < 4) return;
      if (!drag.moved) element.setPointerCapture(event.pointerId);
      drag.moved = true;
      latest.current.setRange(pan(drag.range, -by / latest.current.width));
    });
    on('pointerup', (event) => {
      if (drag && !drag.moved) latest.current.onSelect(hit(event));
      drag = undefined;
    });
    on('pointercancel', () => {
      drag = undefined;
    });
    on('pointerleave', () => latest.current.onHover(undefined));
    on(
      'wheel',
      (event) => {
        const { range, width, setRange } = latest.current;
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          setRange(zoom(range, Math.exp(event.deltaY * 0.003), toTime(range, width, event.offsetX)));
        } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
          event.preventDefault();
          setRange(pan(range, event.deltaX / width));
        }
      },
      false,
    );
    return () => stop.abort();
  }, [canvas]);
}
