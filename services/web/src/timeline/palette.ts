import type { DensityColours, Rgb } from './density-image.js';

/** The theme's colours as the canvas needs them. */
export type Palette = {
  text: string;
  quiet: string;
  surface: string;
  sunken: string;
  grid: string;
  select: string;
  selectBackground: string;
  font: string;
  outcome: { neutral: string; good: string; bad: string };
  density: DensityColours;
};

/** Reads the colours that hold now: the variables are resolved by the browser, so that both themes work. */
export function readPalette(host: HTMLElement): Palette {
  const probe = host.ownerDocument.createElement('span');
  host.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const outcome = {
    neutral: colour('--chart-neutral'),
    good: colour('--chart-good'),
    bad: colour('--chart-bad'),
  };
  const palette: Palette = {
    text: colour('--text'),
    quiet: colour('--text-3'),
    surface: colour('--surface'),
    sunken: colour('--sunken'),
    grid: colour('--chart-grid'),
    select: colour('--chart-select'),
    selectBackground: colour('--select'),
    font: getComputedStyle(probe).fontFamily,
    outcome,
    density: { rest: rgb(outcome.neutral), bad: rgb(outcome.bad) },
  };
  probe.remove();
  return palette;
}

function rgb(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
