import type { Labels, Series } from '../series.js';

/** A series that its owner writes: the newest samples are kept, at least `keepMs` of them. */
export type GrowingSeries = Series & {
  push: (time: number, value: number) => void;
  /** States that it has no value from here on, until the next sample. */
  end: (time: number) => void;
};

export function growingSeries(labels: Labels, keepMs: number): GrowingSeries {
  let times = new Float64Array(64);
  let values = new Float64Array(64);
  const endings: number[] = [];
  let length = 0;
  let forgotten = 0;

  const makeRoom = (time: number) => {
    let old = 0;
    while (old < length && (times[old] as number) < time - keepMs) old++;
    if (old * 2 < length) {
      times = grown(times);
      values = grown(values);
      return;
    }
    times.copyWithin(0, old, length);
    values.copyWithin(0, old, length);
    length -= old;
    forgotten += old;
    while (endings.length > 0 && Number(endings[0]) < time - keepMs) endings.shift();
  };

  return {
    labels,
    endings,
    get length() {
      return length;
    },
    get times() {
      return times;
    },
    get values() {
      return values;
    },
    get forgotten() {
      return forgotten;
    },
    push(time, value) {
      if (length === times.length) makeRoom(time);
      times[length] = time;
      values[length++] = value;
    },
    end(time) {
      endings.push(time);
    },
  };
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
