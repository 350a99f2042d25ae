import { connect, type Socket } from 'node:net';

export type Reply = { readonly status: number; readonly body: Buffer };

/** One kept-alive HTTP/1.1 connection over a bare socket: one request at a time, no agent, no streams, no headers kept. */
export class Connection {
  private waiting: { resolve(reply: Reply): void; reject(error: Error): void } | null = null;
  private received: Buffer = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.removeListener('error', reject);
        resolve(new Connection(socket));
      });
    });
  }

  /** @param request the whole of it, headers and body */
  send(request: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.waiting) throw new Error('one request at a time');
      if (this.socket.destroyed) throw new Error('the connection is closed');
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private take(bytes: Buffer): void {
    this.received = this.received.length === 0 ? bytes : Buffer.concat([this.received, bytes]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.received.toString('latin1', 0, end).toLowerCase();
    const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
    const chunked = head.includes('\r\ntransfer-encoding: chunked');
    if (length === undefined && !chunked) return this.fail(new Error(`no length in the answer: ${head}`));
    if (chunked) {
      if (!this.received.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return;
    } else if (this.received.length < end + 4 + Number(length)) return;
    const body = this.received.subarray(end + 4);
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = null;
  }
}

/** A whole request. @param token for `Authorization: Bearer`; '' for none */
export function requestBytes(
  method: 'GET' | 'POST',
  path: string,
  token: string,
  body: Buffer | string,
): Buffer {
  const bytes = Buffer.from(method === 'GET' ? '' : body);
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(token === '' ? [] : [`Authorization: Bearer ${token}`]),
    ...(method === 'GET' ? [] : ['Content-Type: application/json', `Content-Length: ${bytes.length}`]),
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]);
}

/** Opens, asks once, closes; the body read as JSON. @throws when the answer is none of 2xx */
export async function askOnce<T>(
  port: number,
  method: 'GET' | 'POST',
  path: string,
  token: string,
  body: unknown = {},
): Promise<T> {
  const connection = await Connection.open(port);
  try {
    const reply = await connection.send(requestBytes(method, path, token, JSON.stringify(body)));
    const text = reply.body.toString();
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 200)}`);
    return (/^[[{]/.test(text) ? JSON.parse(text) : text) as T;
  } finally {
    connection.close();
  }
}
