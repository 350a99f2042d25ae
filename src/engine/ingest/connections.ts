import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Idle connections that are kept; with more, the one that has been idle longest makes room. */
const MAX_IDLE = 128;

/**
 * Keeps the door open for those who have something to say: connections that send nothing, or their headers a byte at
 * a time, are closed oldest first once there are many, long before `maxConnections` would turn new ones away
 * (reliability D7).
 */
export function keepRoom(server: Server): { readonly closeAll: () => void } {
  // In the order in which they fell idle.
  const idle = new Set<Socket>();
  const all = new Set<Socket>();

  server.on('connection', (socket) => {
    all.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      idle.delete(socket);
    });
    for (const oldest of idle) {
      if (idle.size <= MAX_IDLE) break;
      idle.delete(oldest);
      oldest.destroy();
    }
  });
  for (const event of ['request', 'checkContinue'] as const) {
    server.on(event, (request: IncomingMessage, response: ServerResponse) => {
      idle.delete(request.socket);
      response.once('close', () => {
        if (!request.socket.destroyed) idle.add(request.socket);
      });
    });
  }

  return {
    closeAll() {
      for (const socket of all) socket.destroy();
    },
  };
}
