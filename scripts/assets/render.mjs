// Renders every PNG, .ico and .icns from the SVG sources. Run: node scripts/assets/render.mjs
// Needs rsvg-convert on the PATH (Debian: librsvg2-bin, macOS: brew install librsvg). No npm dependencies.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

await import('./tray.mjs'); // writes assets/tray/src first
const { SIZES, STATES } = await import('./tray.mjs');

const root = join(dirname(fileURLToPath(import.meta.url)), '../../assets');
const icons = join(root, 'icons');
const tray = join(root, 'tray');

const rsvg = (svg, size, css) => {
  // The colours are set on the elements themselves, so that no style sheet file is needed.
  let text = svg;
  if (css) {
    text = text
      .replace(/^(<svg[^>]*) color="[^"]*"/, `$1 color="${css.ink}"`)
      .replace('class="badge"', `class="badge" color="${css.badge ?? css.ink}"`);
  }
  return execFileSync('rsvg-convert', ['-w', String(size), '-h', String(size), '-f', 'png'], {
    input: text,
    maxBuffer: 1 << 26,
  });
};

/** 8-bit RGBA PNG without interlacing, as rsvg-convert writes it, to raw pixels. */
function decode(png) {
  let at = 8,
    width = 0,
    height = 0;
  const data = [];
  while (at < png.length) {
    const len = png.readUInt32BE(at),
      type = png.toString('latin1', at + 4, at + 8),
      body = png.subarray(at + 8, at + 8 + len);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      if (body[8] !== 8 || body[9] !== 6 || body[12] !== 0) throw new Error('expected 8-bit RGBA');
    } else if (type === 'IDAT') data.push(body);
    at += 12 + len;
  }
  const raw = inflateSync(Buffer.concat(data)),
    stride = width * 4,
    px = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const a = i >= 4 ? px[y * stride + i - 4] : 0;
      const b = y ? px[(y - 1) * stride + i] : 0;
      const c = y && i >= 4 ? px[(y - 1) * stride + i - 4] : 0;
      let add = 0;
      if (filter === 1) add = a;
      else if (filter === 2) add = b;
      else if (filter === 3) add = (a + b) >> 1;
      else if (filter === 4) {
        const p = a + b - c,
          pa = Math.abs(p - a),
          pb = Math.abs(p - b),
          pc = Math.abs(p - c);
        add = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      }
      px[y * stride + i] = raw[y * (stride + 1) + 1 + i] + add;
    }
  }
  return { width, height, px };
}

/** A Windows icon: 32-bit bitmaps below 256 px (every shell reads them), PNG at 256. */
function ico(images) {
  const bodies = images.map(({ size, png }) => {
    if (size >= 256) return png;
    const { width, height, px } = decode(png);
    const maskStride = Math.ceil(width / 32) * 4;
    const out = Buffer.alloc(40 + width * height * 4 + maskStride * height);
    out.writeUInt32LE(40, 0);
    out.writeInt32LE(width, 4);
    out.writeInt32LE(height * 2, 8);
    out.writeUInt16LE(1, 12);
    out.writeUInt16LE(32, 14);
    out.writeUInt32LE(width * height * 4, 20);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const s = (y * width + x) * 4,
          d = 40 + ((height - 1 - y) * width + x) * 4;
        out[d] = px[s + 2];
        out[d + 1] = px[s + 1];
        out[d + 2] = px[s];
        out[d + 3] = px[s + 3];
        if (px[s + 3] === 0)
          out[40 + width * height * 4 + (height - 1 - y) * maskStride + (x >> 3)] |= 0x80 >> (x & 7);
      }
    }
    return out;
  });
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size }, i) => {
    const e = 6 + 16 * i;
    head[e] = size & 255;
    head[e + 1] = size & 255;
    head.writeUInt16LE(1, e + 4);
    head.writeUInt16LE(32, e + 6);
    head.writeUInt32LE(bodies[i].length, e + 8);
    head.writeUInt32LE(offset, e + 12);
    offset += bodies[i].length;
  });
  return Buffer.concat([head, ...bodies]);
}

/** The run-length coding of the old macOS icon types: red, green and blue planes one after the other. */
function rle24(px) {
  const out = [];
  for (let ch = 0; ch < 3; ch++) {
    const p = [];
    for (let i = ch; i < px.length; i += 4) p.push(px[i]);
    let i = 0,
      lit = [];
    const flush = () => {
      if (lit.length) out.push(lit.length - 1, ...lit);
      lit = [];
    };
    while (i < p.length) {
      let run = 1;
      while (run < 130 && p[i + run] === p[i]) run++;
      if (run >= 3) {
        flush();
        out.push(run + 125, p[i]);
        i += run;
      } else {
        lit.push(p[i++]);
        if (lit.length === 128) flush();
      }
    }
    flush();
  }
  return Buffer.from(out);
}
const alpha = (px) => Buffer.from(px.filter((_, i) => i % 4 === 3));

/** A macOS icon. 16 and 32 px in the old types, since PNGs there are not shown for every app; the rest as PNG. */
function icns(entries) {
  const parts = entries.map(([type, data]) => {
    const h = Buffer.alloc(8);
    h.write(type, 0, 'latin1');
    h.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([h, data]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(8 + parts.reduce((n, p) => n + p.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

// --- the app icon -------------------------------------------------------------------------------
const full = readFileSync(join(icons, 'watchbill.svg'), 'utf8');
const small = readFileSync(join(icons, 'watchbill-small.svg'), 'utf8');
// Windows and Linux icons fill their square; macOS keeps the margin of its grid.
const cropped = full.replace('viewBox="0 0 1024 1024"', 'viewBox="84 84 856 856"');
const padded = small.replace('viewBox="0 0 32 32"', 'viewBox="-2 -2 36 36"');
const at = (size) => rsvg(size <= 32 ? small : cropped, size);

for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
  writeFileSync(join(icons, `${size}x${size}.png`), at(size));
writeFileSync(
  join(icons, 'watchbill.ico'),
  ico([16, 20, 24, 32, 40, 48, 64, 128, 256].map((size) => ({ size, png: at(size) }))),
);
const mac = (size) => rsvg(size <= 32 ? padded : full, size);
writeFileSync(
  join(icons, 'watchbill.icns'),
  icns([
    ['is32', rle24(decode(mac(16)).px)],
    ['s8mk', alpha(decode(mac(16)).px)],
    ['ic11', mac(32)], // 16, 16@2x
    ['il32', rle24(decode(mac(32)).px)],
    ['l8mk', alpha(decode(mac(32)).px)],
    ['ic12', mac(64)], // 32, 32@2x
    ['ic07', mac(128)],
    ['ic13', mac(256)],
    ['ic08', mac(256)],
    ['ic14', mac(512)],
    ['ic09', mac(512)],
    ['ic10', mac(1024)],
  ]),
);

// --- the tray -----------------------------------------------------------------------------------
const PANEL = {
  light: { ink: '#1c2126', page: '#c81e1e' }, // for light panels
  dark: { ink: '#f2f4f6', page: '#ff6a5c' }, // for dark panels
};
mkdirSync(tray, { recursive: true });
const src = (state, size) => readFileSync(join(tray, 'src', `${state}-${size}.svg`), 'utf8');
for (const state of STATES) {
  writeFileSync(join(tray, `${state}Template.png`), rsvg(src(state, 18), 18, { ink: '#000' }));
  writeFileSync(join(tray, `${state}Template@2x.png`), rsvg(src(state, 36), 36, { ink: '#000' }));
  for (const [panel, { ink, page }] of Object.entries(PANEL)) {
    const css = { ink, badge: state === 'page' ? page : ink };
    const pngs = SIZES.filter((s) => s !== 18 && s !== 36).map((size) => ({
      size,
      png: rsvg(src(state, size), size, css),
    }));
    for (const { size, png } of pngs) writeFileSync(join(tray, `${state}-${panel}-${size}.png`), png);
    writeFileSync(join(tray, `${state}-${panel}.ico`), ico(pngs));
  }
}
