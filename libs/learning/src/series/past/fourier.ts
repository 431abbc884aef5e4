/** The discrete Fourier transform in place; the length is a power of two. (Cooley and Tukey, 1965.) */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const { length } = real;
  for (let index = 1, mirror = 0; index < length; index += 1) {
    let bit = length >> 1;
    for (; (mirror & bit) !== 0; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index < mirror) {
      swap(real, index, mirror);
      swap(imaginary, index, mirror);
    }
  }
  for (let size = 2; size <= length; size *= 2) combine(real, imaginary, size);
}

function combine(real: Float64Array, imaginary: Float64Array, size: number): void {
  const half = size / 2;
  for (let step = 0; step < half; step += 1) {
    const angle = (-2 * Math.PI * step) / size;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    for (let even = step; even < real.length; even += size) {
      const odd = even + half;
      const re = (real[odd] ?? 0) * cos - (imaginary[odd] ?? 0) * sin;
      const im = (real[odd] ?? 0) * sin + (imaginary[odd] ?? 0) * cos;
      real[odd] = (real[even] ?? 0) - re;
      imaginary[odd] = (imaginary[even] ?? 0) - im;
      real[even] = (real[even] ?? 0) + re;
      imaginary[even] = (imaginary[even] ?? 0) + im;
    }
  }
}

function swap(numbers: Float64Array, one: number, other: number): void {
  const kept = numbers[one] ?? 0;
  numbers[one] = numbers[other] ?? 0;
  numbers[other] = kept;
}

/** How like itself a stream is `lag` steps back, for each lag up to half its length: 1 for a perfect period. Its mean is 0. */
export function autocorrelation(stream: Float64Array): Float64Array {
  const real = new Float64Array(2 ** Math.ceil(Math.log2(2 * stream.length)));
  const imaginary = new Float64Array(real.length);
  real.set(stream);
  transform(real, imaginary);
  for (const [index, re] of real.entries()) {
    const im = imaginary[index] ?? 0;
    real[index] = re * re + im * im;
    imaginary[index] = 0;
  }
  transform(real, imaginary);
  const lags = Math.floor(stream.length / 2);
  const whole = (real[0] ?? 0) / stream.length;
  return Float64Array.from({ length: lags }, (_, lag) =>
    whole === 0 ? 0 : (real[lag] ?? 0) / (stream.length - lag) / whole,
  );
}
