/** How much an OTLP request may bring, and how many are taken at once. */
export const otlpLimits = {
  /** Bytes of a body as it is sent. */
  bodyBytes: 16 * 1024 * 1024,
  /** Bytes of it once it is unpacked. */
  unpackedBytes: 32 * 1024 * 1024,
  /** Requests that are worked on at the same time, in this process. */
  requests: 8,
  /** Bytes of a cohort, and of the name of a signal: they become keys. */
  nameBytes: 512,
} as const;
