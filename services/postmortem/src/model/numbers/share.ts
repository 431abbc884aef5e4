import type { ReportNumber } from '../weekly-report.js';

export function share(
  part: number,
  whole: number,
  of: string,
): Pick<ReportNumber, 'unit' | 'value' | 'from' | 'because'> {
  if (whole === 0) return { unit: 'share', value: null, because: `there were no ${of}` };
  return { unit: 'share', value: part / whole, from: `${part} of ${whole} ${of}` };
}
