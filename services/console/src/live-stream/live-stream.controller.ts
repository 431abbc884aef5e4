import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { interval, map, merge, type Observable } from 'rxjs';
import { LiveTimeline } from './live-timeline.js';

/** Often enough for proxies to keep the connection, milliseconds. */
const heartbeat = 15_000;

@Controller('api/stream')
@ApiTags('queries')
export class LiveStreamController {
  constructor(private readonly timeline: LiveTimeline) {}

  @ApiOperation({
    summary:
      'Timeline entries as they come in; a client that was away reads what it missed from `/api/timeline`.',
  })
  @Sse()
  stream(): Observable<MessageEvent> {
    const entries = this.timeline
      .entries()
      .pipe(map((entry): MessageEvent => ({ type: 'timeline', id: entry.position, data: entry })));
    const alive = interval(heartbeat).pipe(map((): MessageEvent => ({ type: 'alive', data: {} })));
    return merge(entries, alive);
  }
}
