/**
 * Gathers values and hands them on together: the first at once, later ones at most every `interval` milliseconds.
 * `stop` drops what is waiting.
 */
export function gather<Value>(interval: number, deliver: (values: ReadonlySet<Value>) => void) {
  let waiting = new Set<Value>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    timer = undefined;
    if (waiting.size === 0) return;
    const values = waiting;
    waiting = new Set();
    timer = setTimeout(flush, interval);
    deliver(values);
  }

  return {
    add(values: Iterable<Value>) {
      for (const value of values) waiting.add(value);
      if (timer === undefined) flush();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
}
