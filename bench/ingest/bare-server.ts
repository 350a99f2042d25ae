import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/*
 * What Node itself costs under durable ingest, in a process of its own: its HTTP server with nothing behind it.
 * `answers` throws the body away and says 200; `syncs` writes it into bytes that are there already and says 200 when
 * they are durable, all that came meanwhile in one write. Both believe every request, read nothing of it, and would
 * lose the second file. Arguments: which, folder. Tells its parent the port.
 */

const [which = '', folder = ''] = process.argv.slice(2);
const ROOM = 8 << 20;
/** One call writes and makes durable, as our journal has it. */
const DURABLE_WRITE = process.platform === 'linux' ? constants.O_DSYNC : 0;

type Waiting = { readonly body: Buffer; readonly response: ServerResponse };

let waiting: Waiting[] = [];
let writing = false;
let at = 0;

async function write(file: FileHandle): Promise<void> {
  writing = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    const bytes =
      group.length === 1 ? (group[0] as Waiting).body : Buffer.concat(group.map(({ body }) => body));
    if (at + bytes.length > ROOM) at = 0;
    await file.write(bytes, 0, bytes.length, at);
    if (DURABLE_WRITE === 0) await file.datasync();
    at += bytes.length;
    for (const { response } of group) answer(response);
  }
  writing = false;
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 2 });
  response.end('{}');
}

async function prepared(): Promise<FileHandle> {
  const path = join(folder, 'bare-body');
  const file = await open(path, 'w');
  const zeros = Buffer.alloc(1 << 20);
  for (let from = 0; from < ROOM; from += zeros.length) await file.write(zeros, 0, zeros.length, from);
  await file.sync();
  await file.close();
  return open(path, constants.O_RDWR | DURABLE_WRITE);
}

const file = which === 'syncs' ? await prepared() : null;
const server = createServer((request, response) => {
  if (!file) {
    request.resume();
    return answer(response);
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    waiting.push({ body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), response });
    // All that can be read of the network in this turn shares the write.
    if (!writing) {
      writing = true;
      setImmediate(() => void write(file));
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(1));
