import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../fixtures/flood/alerts-from-rules.jsonl');

export type FloodAlert = {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly generatorURL: string;
};

/**
 * So many alerts of published rules, each with a label of its own, all of severity warning.
 * @see test/fixtures/flood/ORIGIN.md
 */
export function floodAlerts(count: number): FloodAlert[] {
  const rules = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FloodAlert);
  return Array.from({ length: count }, (_, i) => {
    const { labels, annotations, generatorURL } = rules[i % rules.length] as FloodAlert;
    return { labels: { ...labels, severity: 'warning', copy: String(i) }, annotations, generatorURL };
  });
}

export type Sent = { readonly status: number; readonly took: number };

/** Sends bodies over so many kept connections, each its next one when the last was answered. Milliseconds in `took`. */
export async function sendAll(
  to: { readonly url: string; readonly token: string; readonly route?: string },
  bodies: readonly string[],
  connections: number,
): Promise<Sent[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Sent[] = [];
  let next = 0;
  const one = (body: string): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const asked = request(
        to.url + (to.route ?? '/api/v2/alerts'),
        {
          method: 'POST',
          agent,
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
            Authorization: `Bearer ${to.token}`,
          },
        },
        (response) => {
          response.resume();
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, took: performance.now() - began }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const sender = async (): Promise<void> => {
    while (next < bodies.length) {
      const mine = next++;
      answers[mine] = await one(bodies[mine] as string);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  agent.destroy();
  return answers;
}
