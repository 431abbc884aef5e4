export type Snapshot<State> = { state: State; version: number };

/** The newest state of the streams used last, so that a long stream is read once. Only committed states are kept. */
export class Snapshots<State> {
  private readonly kept = new Map<string, Snapshot<State>>();

  constructor(private readonly capacity = 1_000) {}

  get(stream: string): Snapshot<State> | undefined {
    return this.kept.get(stream);
  }

  /** All that are kept, by stream. */
  all(): ReadonlyMap<string, Snapshot<State>> {
    return this.kept;
  }

  keep(stream: string, snapshot: Snapshot<State>): void {
    const known = this.kept.get(stream);
    if (known && known.version > snapshot.version) return;
    this.kept.delete(stream);
    this.kept.set(stream, snapshot);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.capacity && oldest !== undefined) this.kept.delete(oldest);
  }
}
