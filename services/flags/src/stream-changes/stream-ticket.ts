import { allows, type Token, TokenStore } from '@hormesis/http';
import { Injectable } from '@nestjs/common';

const purpose = 'ofrep-events';

/** What a browser shows to open the change stream: its `EventSource` can send no header, and a secret belongs into no address. */
@Injectable()
export class StreamTickets {
  constructor(private readonly tokens: TokenStore) {}

  /** Where the caller finds the stream, relative to the server that it asked. */
  requestUri(caller: string): string {
    const ticket = this.tokens.ticketFor(caller, purpose);
    return ticket === undefined ? '/ofrep/v1/events' : `/ofrep/v1/events?ticket=${ticket}`;
  }

  mayStream(ticket: string | undefined): boolean {
    const token: Token | undefined = ticket === undefined ? undefined : this.tokens.redeem(ticket, purpose);
    return token !== undefined && (allows(token, 'flags:evaluate') || allows(token, 'read'));
  }
}
