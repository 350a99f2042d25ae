import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CI_TOKEN, type Desk, openDesk, requestText } from '../contract/ingest-desk';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.listener.stop());

const BODY = '{"title":"Disk full"}';
const self = () => `Host: 127.0.0.1:${desk.listener.port}`;

describe('D7, 3.3-4: slow and idle ones do not keep others out', () => {
  const open = (bytes: string) =>
    new Promise<{ readonly socket: Socket; readonly closed: Promise<number> }>((resolve) => {
      const startedAt = Date.now();
      const socket = connect(desk.listener.port, '127.0.0.1', () => {
        if (bytes !== '') socket.write(bytes);
        resolve({ socket, closed });
      });
      const closed = new Promise<number>((done) => socket.on('close', () => done(Date.now() - startedAt)));
      socket.on('error', () => {}).resume();
    });

  it('serves while 500 connections idle, and closes the slow ones', async () => {
    const idle = await Promise.all(Array.from({ length: 500 }, () => open('')));
    const startedAt = Date.now();
    expect((await desk.post('/api/v1/alerts', BODY)).status).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(1000);

    const slowHeaders = await open(`POST /api/v1/alerts HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A:`);
    const slowBody = await open(
      requestText(
        'POST /api/v1/alerts HTTP/1.1',
        [
          self(),
          `Authorization: Bearer ${CI_TOKEN}`,
          'Content-Type: application/json',
          'Content-Length: 100',
        ],
        '{"title',
      ),
    );
    expect((await desk.post('/api/v1/alerts', BODY)).status).toBe(200);
    const headersTook = await slowHeaders.closed;
    expect(headersTook).toBeGreaterThan(4000);
    expect(headersTook).toBeLessThan(8000);
    await Promise.all(idle.map(({ closed }) => closed));
    const bodyTook = await slowBody.closed;
    expect(bodyTook).toBeGreaterThan(13_000);
    expect(bodyTook).toBeLessThan(18_000);
    expect(desk.inputs).toHaveLength(2);
  }, 30_000);
});
