const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first SIGINT, SIGTERM or SIGHUP; a second one ends the process at once. */
export function untilToldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let told = false;
    const end = (signal: NodeJS.Signals) => {
      if (told) process.exit(130);
      told = true;
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, end);
  });
}
