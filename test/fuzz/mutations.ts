import fc from 'fast-check';

/** Texts that have broken readers before. */
export const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202eevil\u202c',
  '\u2066x\u2069',
  '\ufeff',
  '\u2028\u2029',
  '\r\n',
  '\u001b[31mred\u001b[0m',
  'e\u0301',
  `z${'\u0335'.repeat(2_000)}`,
  '👩\u200d👩\u200d👧\u200d👦',
  '\u0430pple.com',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '<img src=x onerror=PROBE()>',
  'javascript:PROBE()',
  '%s%n%x',
  '${x}',
  '../../etc/passwd',
  "'; DROP TABLE incidents; --",
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  'NaN',
  'null',
  'x'.repeat(70_000),
];

/** JSON as text: what no writer of JSON would write is in it too. */
const ODD_JSON: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1e999',
  '-1e999',
  '9007199254740993',
  '0.1e-400',
  '9'.repeat(400),
  '[]',
  '{}',
  '[[]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":2}',
  '{"length":4294967295}',
  '{"toJSON":1}',
  '[{"toString":null}]',
  '{"":""}',
  '{"a":1,"a":2}',
  '["__proto__"]',
  `${'['.repeat(60)}${']'.repeat(60)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `[${'0,'.repeat(5_000)}0]`,
  ...ODD_TEXTS.map((text) => JSON.stringify(text)),
];

const ODD_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  '',
  'length',
  '\u0000',
];

type Cut = { readonly at: number; readonly length: number };
type Change =
  | {
      readonly do: 'replace' | 'double' | 'drop' | 'rename' | 'add';
      readonly where: number;
      readonly json: string;
      readonly key: string;
    }
  | {
      readonly do: 'swap';
      readonly where: number;
      readonly json: string;
      readonly key: string;
      readonly other: number;
    };

/** A piece of JSON that the places of a document are replaced by. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_JSON) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.double().map((n) => (Number.isFinite(n) ? String(n) : '1e400')) },
);

const change: fc.Arbitrary<Change> = fc.record({
  do: fc.constantFrom('replace', 'replace', 'replace', 'double', 'drop', 'rename', 'add', 'swap'),
  where: fc.nat(),
  other: fc.nat(),
  json: piece,
  key: fc.oneof(fc.constantFrom(...ODD_KEYS), fc.string({ maxLength: 8 })),
}) as fc.Arbitrary<Change>;

/**
 * A real document of which some places hold something else, are there twice, under another name, or not at all. Made as
 * text, as JSON comes: so a key may be there twice, be `__proto__`, and a number may be larger than any of ours.
 */
export function changedJson(samples: readonly unknown[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(samples.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([index, changes]) => {
      let root = treeOf(samples[index]);
      for (const each of changes) root = applied(root, each);
      return printed(root);
    });
}

/** A document as a tree that can hold what no value of ours can. */
type Tree =
  | { readonly kind: 'raw'; json: string }
  | { readonly kind: 'list'; items: Tree[] }
  | { readonly kind: 'object'; pairs: Array<[string, Tree]> };

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(treeOf) };
  if (typeof value === 'object' && value !== null)
    return { kind: 'object', pairs: Object.entries(value).map(([key, inner]) => [key, treeOf(inner)]) };
  return { kind: 'raw', json: JSON.stringify(value) ?? 'null' };
}

function printed(tree: Tree): string {
  if (tree.kind === 'raw') return tree.json;
  if (tree.kind === 'list') return `[${tree.items.map(printed).join(',')}]`;
  return `{${tree.pairs.map(([key, inner]) => `${JSON.stringify(key)}:${printed(inner)}`).join(',')}}`;
}

/** Every place of a tree: the node that holds it and where in it. */
function placesOf(root: Tree): Array<{ readonly of: Tree; readonly at: number }> {
  const places: Array<{ of: Tree; at: number }> = [];
  const walk = (node: Tree): void => {
    const inner =
      node.kind === 'list' ? node.items : node.kind === 'object' ? node.pairs.map(([, one]) => one) : [];
    for (const [at, one] of inner.entries()) {
      places.push({ of: node, at });
      walk(one);
    }
  };
  walk(root);
  return places;
}

function applied(root: Tree, by: Change): Tree {
  const fresh: Tree = { kind: 'raw', json: by.json };
  const places = placesOf(root);
  const place = places[by.where % Math.max(1, places.length + 1)];
  if (!place) return by.do === 'replace' ? fresh : root;
  const { of, at } = place;
  if (of.kind === 'list') {
    if (by.do === 'drop') of.items.splice(at, 1);
    else if (by.do === 'double') of.items.splice(at, 0, of.items[at] as Tree);
    else if (by.do === 'add') of.items.splice(at, 0, fresh);
    else of.items[at] = fresh;
  } else if (of.kind === 'object') {
    const pair = of.pairs[at] as [string, Tree];
    if (by.do === 'drop') of.pairs.splice(at, 1);
    else if (by.do === 'double') of.pairs.push([pair[0], fresh]);
    else if (by.do === 'rename') pair[0] = by.key;
    else if (by.do === 'add') of.pairs.push([by.key, fresh]);
    else if (by.do === 'swap') {
      const other = of.pairs[by.other % of.pairs.length] as [string, Tree];
      [pair[1], other[1]] = [other[1], pair[1]];
    } else pair[1] = fresh;
  }
  return root;
}

/** Bytes of real documents, damaged: flipped, cut off, cut out, doubled, strange ones put in. */
export function damagedBytes(samples: readonly (string | Buffer)[]): fc.Arbitrary<Buffer> {
  const blow = fc.record({
    how: fc.constantFrom('flip', 'flip', 'cut', 'out', 'double', 'insert', 'zero'),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 40 }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(...ODD_TEXTS).map((text) => Buffer.from(text.slice(0, 3_000))),
    ),
  });
  return fc
    .tuple(fc.nat(samples.length - 1), fc.array(blow, { minLength: 1, maxLength: 5 }))
    .map(([index, blows]) => {
      let bytes: Buffer = Buffer.from(samples[index] as string | Buffer);
      for (const { how, at, length, bytes: strange } of blows) {
        const from = bytes.length === 0 ? 0 : at % bytes.length;
        const part: Cut = { at: from, length: Math.min(length, bytes.length - from) };
        bytes = hit(bytes, how, part, strange);
      }
      return bytes;
    });
}

function hit(bytes: Buffer, how: string, { at, length }: Cut, strange: Buffer): Buffer {
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  if (how === 'cut') return Buffer.from(before);
  if (how === 'out') return Buffer.concat([before, bytes.subarray(at + length)]);
  if (how === 'double') return Buffer.concat([before, bytes.subarray(at, at + length), after]);
  if (how === 'insert') return Buffer.concat([before, strange, after]);
  const copy = Buffer.from(bytes);
  if (how === 'zero') copy.fill(0, at, at + length);
  else if (copy.length > 0) copy[at] = (copy[at] as number) ^ (1 << (length % 8));
  return copy;
}

/** Texts made of lines, with lines lost, doubled, in another order, cut, or taken from another text. */
export function shuffledLines(
  samples: readonly string[],
  strange: readonly string[] = ODD_TEXTS,
): fc.Arbitrary<string> {
  const lines = samples.map((text) => text.split('\n'));
  const all = lines.flat();
  const blow = fc.record({
    how: fc.constantFrom('drop', 'double', 'swap', 'foreign', 'strange', 'cut', 'word', 'indent'),
    at: fc.nat(),
    other: fc.nat(),
    text: fc.oneof(fc.constantFrom(...strange), fc.string({ maxLength: 20 })),
  });
  return fc
    .tuple(fc.nat(samples.length - 1), fc.array(blow, { minLength: 1, maxLength: 5 }))
    .map(([index, blows]) => {
      const text = [...(lines[index] as string[])];
      for (const { how, at, other, text: given } of blows) {
        const here = at % Math.max(1, text.length);
        const line = text[here] ?? '';
        if (how === 'drop') text.splice(here, 1);
        else if (how === 'double') text.splice(here, 0, line);
        else if (how === 'swap') {
          const there = other % Math.max(1, text.length);
          text[here] = text[there] ?? '';
          text[there] = line;
        } else if (how === 'foreign') text.splice(here, 0, all[other % all.length] as string);
        else if (how === 'strange') text.splice(here, 0, given);
        else if (how === 'cut') text[here] = line.slice(0, other % (line.length + 1));
        else if (how === 'indent') text[here] = `${' '.repeat(other % 7)}${line.trimStart()}`;
        else text[here] = replacedWord(line, other, given);
      }
      return text.join('\n');
    });
}

/** One word of a line (or number, or value) becomes another text. */
function replacedWord(line: string, which: number, by: string): string {
  const words = [...line.matchAll(/[^\s:;=,{}[\]"]+/g)];
  const word = words[which % Math.max(1, words.length)];
  if (!word) return line;
  return `${line.slice(0, word.index)}${by}${line.slice(word.index + word[0].length)}`;
}
