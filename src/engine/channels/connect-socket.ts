import { connect, type Socket } from 'node:net';
import type { Duration } from '../../core/time/duration';
import { refusedHost } from '../http-client/address';
import { HttpProblem, tooLate } from '../http-client/failure';
import { guardedLookup } from '../http-client/guarded-lookup';

/**
 * Connects to a host that was typed in, within a deadline; link-local and metadata addresses are refused, also behind a
 * name. @throws HttpProblem or the socket's own error
 */
export function connectSocket(
  host: string,
  port: number,
  within: Duration,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const refused = refusedHost(host);
    if (refused !== null) return reject(new HttpProblem('address', refused));
    if (signal.aborted) return reject(new HttpProblem('aborted', 'the connection was given up'));
    const socket = connect({ host, port, noDelay: true, lookup: guardedLookup });
    const timer = setTimeout(() => socket.destroy(tooLate('connect', within)), within);
    const giveUp = (): void => void socket.destroy(new HttpProblem('aborted', 'the connection was given up'));
    signal.addEventListener('abort', giveUp, { once: true });
    const settled = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    socket.once('error', (error) => {
      settled();
      reject(error);
    });
    socket.once('connect', () => {
      settled();
      resolve(socket);
    });
  });
}
