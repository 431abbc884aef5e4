import { type RefObject, useEffect, useRef, useState } from 'react';
import { onThemeChange } from '../theme/theme.js';
import { type Palette, readPalette } from './palette.js';

/** The width that a box has, in CSS pixels; 0 before it is known. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

/** Draws whenever `draw`, the size or the theme changes: once a frame at most, sharp on every screen. */
export function useCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D, palette: Palette) => void,
): void {
  const palette = useRef<Palette>(undefined);
  const [themed, setThemed] = useState(0);

  useEffect(
    () =>
      onThemeChange(() => {
        palette.current = undefined;
        setThemed((times) => times + 1);
      }),
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is drawn again though nothing else changed
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const frame = requestAnimationFrame(() => {
      palette.current ??= readPalette(element.parentElement ?? document.body);
      const ratio = window.devicePixelRatio;
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio);
        element.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(context, palette.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, width, height, draw, themed]);
}
