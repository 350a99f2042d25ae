import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Certificate } from './alertmanager-certificates';

/** One mail as the server got it. */
export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  /** Whether it came over TLS. */
  readonly secure: boolean;
  readonly user: string;
  /** As it stood on the wire. */
  readonly raw: string;
};

export type SmtpSink = {
  readonly port: number;
  readonly got: Mail[];
  /** Every password that was presented, right or wrong. */
  readonly passwords: string[];
  stop(): Promise<void>;
};

/** A real SMTP server on loopback. @param login the only one that it takes; null: none is asked for */
export async function startSmtpSink(
  login: { readonly user: string; readonly password: string } | null,
  options: SMTPServerOptions = {},
  certificate?: Certificate,
): Promise<SmtpSink> {
  const got: Mail[] = [];
  const passwords: string[] = [];
  const server = new SMTPServer({
    authOptional: login === null,
    ...(login === null && { disabledCommands: ['AUTH'] }),
    ...(certificate
      ? { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) }
      : { hideSTARTTLS: true, allowInsecureAuth: true }),
    onAuth(auth, _session, callback) {
      passwords.push(auth.password ?? '');
      if (auth.username === login?.user && auth.password === login?.password)
        callback(null, { user: auth.username });
      else callback(new Error(`Invalid login ${auth.username}:${auth.password}`));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        got.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          secure: session.secure,
          user: String(session.user ?? ''),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        callback(null, `Ok: queued as ${got.length}`);
      });
    },
    ...options,
  });
  // A client that turns back at the door is what some tests are about.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    got,
    passwords,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
