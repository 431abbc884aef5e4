import type { Writable } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { refetchEvaluation, welcome } from './event-message.js';
import { EventStream } from './event-stream.js';

/** Often enough for proxies to keep the connection, milliseconds. */
const heartbeatMs = 15_000;

/** More clients than this are turned away. */
export const mostStreams = 10_000;

/** All clients of the change stream. A change is written down once, and sent to each in the same turn. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly streams = new Set<EventStream>();
  private readonly beating: NodeJS.Timeout;
  private readonly unsubscribe: () => void;

  constructor(private readonly feed: ChangeFeed) {
    this.unsubscribe = feed.subscribe((change) => {
      const message = refetchEvaluation(change);
      for (const stream of this.streams) stream.send(message);
    });
    this.beating = setInterval(() => {
      for (const stream of this.streams) stream.beat();
    }, heartbeatMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.beating);
    this.unsubscribe();
    for (const stream of this.streams) stream.end();
  }

  get isFull(): boolean {
    return this.streams.size >= mostStreams;
  }

  /** Serves a client until it goes. */
  add(out: Writable, lastEventId: string | undefined): void {
    const stream = new EventStream(out, () => refetchEvaluation(this.feed.current()));
    this.streams.add(stream);
    out.on('close', () => this.streams.delete(stream));
    stream.send(welcome(this.feed.current(), lastEventId));
  }
}
