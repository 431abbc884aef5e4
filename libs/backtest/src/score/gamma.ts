const closeEnough = 1e-14;
const mostTerms = 10_000;

/** ln Γ(x) for x > 0, by Lanczos’ approximation (g = 7, nine terms); relative error below 1e-13. */
export function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const at = x - 1;
  const sum = terms.reduce((so, term, n) => so + term / (at + n + 1), 0.9999999999998099);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The regularised lower incomplete gamma function P(a, x): the probability that a gamma(a) variable is at most x. */
export function gammaBelow(a: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? scale * series(a, x) : 1 - scale * fraction(a, x);
}

/** The x with P(a, x) = p, by bisection; p from 0 to below 1. */
export function gammaQuantile(a: number, p: number): number {
  if (p <= 0) return 0;
  let low = 0;
  let high = a + 10 * Math.sqrt(a) + 10;
  while (gammaBelow(a, high) < p) high *= 2;
  while (high - low > closeEnough * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (gammaBelow(a, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * closeEnough; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz’ method for the continued fraction of the upper function. */
function fraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < mostTerms; n += 1) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / nonZero(factor * d + b, tiny);
    c = nonZero(b + factor / c, tiny);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < closeEnough) break;
  }
  return value;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
