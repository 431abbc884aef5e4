const offered = ['application/json', 'text/markdown', 'text/html'] as const;
export type OfferedType = (typeof offered)[number];

/** The form in which a client wants the report, by its `Accept`; JSON if it does not say, nothing if it wants another. */
export function preferredType(accept: string | undefined): OfferedType | undefined {
  if (accept === undefined || accept.trim() === '') return 'application/json';
  const wanted = accept.split(',').map(parse);
  const best = offered
    .map((type) => ({ type, quality: qualityOf(type, wanted) }))
    .reduce((a, b) => (b.quality > a.quality ? b : a));
  return best.quality > 0 ? best.type : undefined;
}

type Wanted = { range: string; quality: number };

function parse(part: string): Wanted {
  const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { range, quality: Number.isFinite(quality) ? quality : 0 };
}

/** The most specific range decides. */
function qualityOf(type: string, wanted: readonly Wanted[]): number {
  const ranges = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const range of ranges) {
    const found = wanted.find((one) => one.range === range);
    if (found) return found.quality;
  }
  return 0;
}
