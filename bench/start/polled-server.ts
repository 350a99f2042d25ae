import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clockMs } from '../desktop/pixels';

/** An Alertmanager with no alerts, under as many paths as there are sources; it notes when it was asked. */
export type PolledServer = {
  /** `sources:` of a team file, as list items. Polled every 15 s. */
  yaml(count: number): string;
  /** Their addresses. */
  urls(count: number): string[];
  forget(): void;
  /** When the last of so many sources had its first answer, `clockMs`. */
  all(count: number): Promise<number>;
  stop(): Promise<void>;
};

export async function startPolledServer(): Promise<PolledServer> {
  const asked = new Map<string, number>();
  let tell = () => {};
  const server = createServer((request, response) => {
    const [, source = '', rest = ''] = /^\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? [];
    const alerts = rest.startsWith('/api/v2/alerts');
    response.setHeader('Content-Type', 'application/json');
    response.end(alerts ? '[]' : STATUS);
    response.once('finish', () => {
      if (!alerts || asked.has(source)) return;
      asked.set(source, clockMs());
      tell();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const urls = (count: number) =>
    Array.from({ length: count }, (_, index) => `http://127.0.0.1:${port}/${index}`);
  return {
    urls,
    yaml: (count) =>
      urls(count)
        .map((url, index) => `  - { id: am-${index}, type: alertmanager, url: '${url}', every: 15s }`)
        .join('\n'),
    forget: () => asked.clear(),
    all: (count) =>
      new Promise((resolve) => {
        tell = () => {
          if (asked.size >= count) resolve(Math.max(...asked.values()));
        };
        tell();
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const STATUS = JSON.stringify({
  cluster: { status: 'disabled', peers: [] },
  config: { original: 'route: { receiver: nobody }' },
  uptime: '2026-01-01T00:00:00.000Z',
  versionInfo: {
    version: '0.25.0',
    branch: 'HEAD',
    buildDate: '',
    buildUser: '',
    goVersion: 'go1.19',
    revision: '',
  },
});
