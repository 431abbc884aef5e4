/** A number as Go's `%v` writes it: with as many digits as it needs, and an exponent below 1e-4 and from 1e6 on. */
export function formatValue(value: number): string {
  return special(value) ?? general(value, value.toExponential(), 6);
}

/** As `%.<precision>g`. */
export function formatGeneral(value: number, precision: number): string {
  return special(value) ?? general(value, value.toExponential(Math.max(precision - 1, 0)), precision);
}

/** As `%.<precision>f`. */
export function formatFixed(value: number, precision: number): string {
  return special(value) ?? value.toFixed(precision);
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return undefined;
  return value > 0 ? '+Inf' : '-Inf';
}

function general(value: number, exponential: string, exponentFrom: number): string {
  const [mantissa = '0', power = '0'] = exponential.split('e');
  const exponent = Number(power);
  const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  if (value !== 0 && (exponent < -4 || exponent >= exponentFrom)) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const decimals = Math.max(0, digits.replace(/[-.]/g, '').length - 1 - exponent);
  return Number(exponential).toFixed(Math.min(decimals, 100));
}
