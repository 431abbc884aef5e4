/** A decided event that the log does not take. It is tried again; the later events of its stream wait behind it. */
export class EventStuck extends Error {
  override readonly name = 'EventStuck';

  constructor(
    readonly event: { stream: string; version: number; id: string; topic: string },
    cause: unknown,
  ) {
    const { stream, version, id, topic } = event;
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `Event ${id} (stream ${stream}, version ${version}) cannot be published to ${topic}: ${reason.replace(/\.?$/, '.')} ` +
        'It is tried again at least every minute; what follows it on its stream waits, all else flows.',
      { cause },
    );
  }
}
