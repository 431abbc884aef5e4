import { connect, type Socket } from 'node:net';

export type Answer = { status: number; body: string };

/** One kept-alive HTTP/1.1 connection, for one request at a time, at little cost to the machine that is measured. */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private pending: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly head: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('The server closed the connection.')));
  }

  static open(url: URL, token: string): Promise<HttpConnection> {
    const head = `host: ${url.host}\r\nauthorization: Bearer ${token}\r\nconnection: keep-alive\r\n`;
    return new Promise((resolve, reject) => {
      const socket = connect({ host: url.hostname, port: Number(url.port) });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new HttpConnection(socket, head)));
    });
  }

  post(path: string, contentType: string, body: string): Promise<Answer> {
    const length = Buffer.byteLength(body);
    return this.send(
      `POST ${path} HTTP/1.1\r\n${this.head}content-type: ${contentType}\r\ncontent-length: ${length}\r\n\r\n${body}`,
    );
  }

  get(path: string): Promise<Answer> {
    return this.send(`GET ${path} HTTP/1.1\r\n${this.head}\r\n`);
  }

  close(): void {
    this.socket.removeAllListeners('close').destroy();
  }

  private send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.socket.write(request);
    });
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const whole = end + 4 + length;
    if (this.received.length < whole) return;
    const body = this.received.toString('utf8', end + 4, whole);
    this.received = this.received.subarray(whole);
    this.pending?.resolve({ status: Number(head.slice(9, 12)), body });
  }

  private fail(error: Error): void {
    this.pending?.reject(error);
  }
}
