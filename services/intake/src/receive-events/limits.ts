/** How much one request may bring. The size of a whole request is limited by the HTTP server (1 MiB). */
export const limits = {
  /** Events in a batch. */
  events: 1_000,
  /** Bytes of one event in the JSON event format. */
  eventBytes: 256 * 1024,
  /** Bytes of an id, a source, a subject, or the name of a service or an environment. */
  nameBytes: 512,
  /** How far ahead of our clock an event may be, milliseconds. */
  aheadMs: 60 * 60 * 1_000,
  /** How long ago an event may have happened, milliseconds: ten years. */
  behindMs: 10 * 365.25 * 24 * 60 * 60 * 1_000,
} as const;
