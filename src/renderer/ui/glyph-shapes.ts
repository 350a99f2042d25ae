const files = import.meta.glob<string>('../../../assets/glyphs/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** One drawn element of a glyph: `path` or `circle` and its attributes, in React's spelling. */
export type GlyphShape = {
  readonly tag: 'path' | 'circle' | 'rect' | 'line' | 'ellipse';
  readonly attributes: Record<string, string>;
};

const TAGS = new Set(['path', 'circle', 'rect', 'line', 'ellipse']);
const parsed = new Map<string, readonly GlyphShape[]>();

/**
 * The shapes of one of our own drawings in assets/glyphs. The files are read as text and become React elements, never
 * markup: the pages forbid that (Trusted Types). An unknown name gives no shapes.
 */
export function glyphShapes(name: string): readonly GlyphShape[] {
  let shapes = parsed.get(name);
  if (!shapes) {
    shapes = parse(files[`../../../assets/glyphs/${name}.svg`] ?? '');
    parsed.set(name, shapes);
  }
  return shapes;
}

/** Names of all glyphs, sorted. */
export function glyphNames(): string[] {
  return Object.keys(files)
    .map((path) => path.replace(/^.*\/(.+)\.svg$/, '$1'))
    .sort();
}

function parse(svg: string): GlyphShape[] {
  const shapes: GlyphShape[] = [];
  for (const [, tag = '', rest = ''] of svg.matchAll(/<([a-z]+)\s([^>]*?)\/?>/g)) {
    if (!TAGS.has(tag)) continue;
    const attributes: Record<string, string> = {};
    for (const [, name = '', value = ''] of rest.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)) {
      attributes[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
    }
    shapes.push({ tag: tag as GlyphShape['tag'], attributes });
  }
  return shapes;
}
