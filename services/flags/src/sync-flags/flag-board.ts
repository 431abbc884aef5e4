import { type Flag, FlagSet } from '@hormesis/flags';
import { Injectable } from '@nestjs/common';

type Listener = (flag: Flag) => void;

/** The flags as this process knows them. Whoever listens hears of every change, at once. */
@Injectable()
export class FlagBoard {
  private readonly flags = new Map<string, Flag>();
  private readonly listeners = new Set<Listener>();

  constructor(readonly set: FlagSet) {}

  /** Takes a flag as its stream has it; what is older than what is known changes nothing. */
  take(flag: Flag): void {
    if (!this.set.apply(flag)) return;
    this.flags.set(flag.key, flag);
    for (const listener of this.listeners) listener(flag);
  }

  /** Every flag that was ever heard of, those that were removed too. */
  all(): Iterable<Flag> {
    return this.flags.values();
  }

  get(key: string): Flag | undefined {
    return this.flags.get(key);
  }

  /** @returns ends it */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
