import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { CLI } from '../helpers/engine-process';

/*
 * Reliability row F8: the 24 worked cases, asked as "who is on call at t": at every boundary, a second before, and in
 * between, through the built command line. (Random schedules are rota-oracle.test.ts's.)
 */
const folder = mkdtempSync(join(tmpdir(), 'watchbill-answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Span = { start: string; end: string; person: string | null };
type Example = { id: string; yaml: string; from: string; to: string; expected: Span[] };
const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/rota/rota-examples.json'), 'utf8'),
) as Example[];

type Answer = { code: number; out: string; err: string };
/** Runs the built command line once a call, in one process. */
async function callAll(calls: readonly string[][]): Promise<Answer[]> {
  const driver = resolve(import.meta.dirname, '../helpers/many-calls.mjs');
  const child = spawn(process.execPath, [driver, CLI], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(calls.map((args) => `${JSON.stringify(args)}\n`).join(''));
  const answers: Answer[] = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line) as Answer);
  return answers;
}

const SECOND = 1000;
const text = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** An instant within a span that depends on nothing but the span. */
function within({ start, end }: Span, salt: number): number {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const fraction = ((from / SECOND) * 31 + salt * 7919) % 997;
  return from + Math.floor(((to - from) / SECOND) * (fraction / 997)) * SECOND;
}

test('B3, F8, P8: who is on call at t is what the final rota says, at every boundary, a second before, and in between', async () => {
  const asked = examples.flatMap(({ id, yaml, expected, to }) => {
    const path = join(folder, `${id}.yaml`);
    writeFileSync(path, yaml);
    return expected.flatMap((span, index) => {
      const { start, end, person } = span;
      const ends = end === to ? undefined : end;
      return [Date.parse(start), within(span, index), Date.parse(end) - SECOND].map((at) => ({
        id,
        at: text(at),
        person,
        ends,
        call: ['who', path, '--schedule', 'primary', '--at', text(at), '--json'],
      }));
    });
  });
  const calls = asked.map(({ call }) => call);
  const half = Math.ceil(calls.length / 2);
  const answers = (await Promise.all([callAll(calls.slice(0, half)), callAll(calls.slice(half))])).flat();
  expect(answers).toHaveLength(asked.length);
  for (const [index, { id, at, person, ends }] of asked.entries()) {
    const { code, out, err } = answers[index] as Answer;
    const rows = JSON.parse(out || '[]') as Array<{
      schedule: string;
      person: string | null;
      until: string | null;
      because: string;
    }>;
    const [row] = rows;
    expect({
      id,
      at,
      code,
      err,
      rows: rows.length,
      schedule: row?.schedule,
      person: row?.person,
      until: ends && row?.until,
    }).toEqual({
      id,
      at,
      code: 0,
      err: '',
      rows: 1,
      schedule: 'primary',
      person,
      until: ends,
    });
    expect(row?.because, id).not.toBe('');
  }
  expect(asked.length).toBeGreaterThan(480);
});
