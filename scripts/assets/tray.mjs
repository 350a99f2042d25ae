// Draws the tray icons: one drawing, fitted to the pixel grid of each size.
// Writes assets/tray/src/<state>-<size>.svg; render.mjs turns those into PNGs.
// Run: node scripts/assets/tray.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = join(dirname(fileURLToPath(import.meta.url)), '../../assets/tray/src');

export const SIZES = [16, 18, 20, 24, 32, 36];
export const STATES = ['rest', 'oncall', 'page', 'acknowledged', 'blind'];

const n = (v) => String(Math.round(v * 1000) / 1000);
const path = (parts) => parts.map((p) => (typeof p === 'number' ? n(p) : p)).join(' ');

// Everything that must be crisp is a whole pixel here; the curves between are free.
const GRID = {
  //      stroke  left  right  top  lip  crown       clapper          gap  badge (x, y, size)
  16: { w: 1.5, l: 1, r: 15, t: 2, b: 13, cw: 2, cy: 0, k: [14, 16, 5], gap: 1, badge: 8 },
  18: { w: 1.5, l: 1, r: 17, t: 2, b: 14, cw: 2, cy: 0, k: [15, 17, 5], gap: 1.25, badge: 9 },
  20: { w: 2, l: 1, r: 19, t: 2, b: 16, cw: 2, cy: 0, k: [17, 19, 6], gap: 1.25, badge: 10 },
  24: { w: 2, l: 2, r: 22, t: 3, b: 19, cw: 2, cy: 1, k: [20, 23, 6], gap: 1.5, badge: 12 },
  32: { w: 3, l: 2, r: 30, t: 4, b: 25, cw: 4, cy: 1, k: [27, 30, 9], gap: 2, badge: 16 },
  36: { w: 3, l: 2, r: 34, t: 4, b: 28, cw: 4, cy: 1, k: [30, 34, 10], gap: 2.5, badge: 18 },
};

/** The bell's centre line: dome, waist, the flare of a ship's bell, a straight lip. */
function bellPath({ l, r, t, b, w }) {
  const h = w / 2,
    cx = (l + r) / 2;
  const x0 = l + h,
    x1 = r - h,
    y0 = t + h,
    y1 = b - h;
  const W = (x1 - x0) / 2,
    H = y1 - y0;
  const at = (u, v) => [cx + u * W, y0 + v * H];
  return path([
    'M',
    cx,
    y0,
    'C',
    ...at(0.42, 0),
    ...at(0.62, 0.14),
    ...at(0.65, 0.42),
    'C',
    ...at(0.67, 0.66),
    ...at(0.76, 0.8),
    x1,
    y1,
    'H',
    x0,
    'C',
    ...at(-0.76, 0.8),
    ...at(-0.67, 0.66),
    ...at(-0.65, 0.42),
    'C',
    ...at(-0.62, 0.14),
    ...at(-0.42, 0),
    cx,
    y0,
    'Z',
  ]);
}

function bell(g, { filled, clapper = true }) {
  const cx = (g.l + g.r) / 2;
  const [ky, ky2, kw] = g.k;
  const parts = [];
  parts.push(
    `<path d="${bellPath(g)}" fill="${filled ? 'currentColor' : 'none'}" stroke="currentColor" stroke-width="${n(g.w)}" stroke-linejoin="round"/>`,
  );
  // the lip is always whole pixels high
  const lip = Math.round(g.w);
  parts.push(
    `<rect x="${n(g.l)}" y="${n(g.b - lip)}" width="${n(g.r - g.l)}" height="${lip}" rx="${n(lip / 2)}" fill="currentColor"/>`,
  );
  parts.push(
    `<path d="M${n(cx - g.cw / 2)} ${n(g.cy)}h${n(g.cw)}V${n(g.t + g.w / 2)}h${n(-g.cw)}Z" fill="currentColor"/>`,
  );
  if (clapper) {
    const kh = ky2 - ky;
    parts.push(
      `<path d="M${n(cx - kw / 2)} ${n(ky)}H${n(cx + kw / 2)}C${n(cx + kw / 2)} ${n(ky + kh * 0.7)} ${n(cx + kw * 0.28)} ${n(ky2)} ${n(cx)} ${n(ky2)}C${n(cx - kw * 0.28)} ${n(ky2)} ${n(cx - kw / 2)} ${n(ky + kh * 0.7)} ${n(cx - kw / 2)} ${n(ky)}Z" fill="currentColor"/>`,
    );
  }
  return parts.join('');
}

// Badges sit in the bottom right corner, `s` wide, drawn twice: once to cut the bell away, once to show.
const badges = {
  triangle(S, s) {
    const j = S / 16; // rounding of the corners
    const x0 = S - s + j / 2,
      x1 = S - j / 2,
      y1 = S - j / 2,
      y0 = S - s * 0.94 + j / 2;
    const tri = `M${n((x0 + x1) / 2)} ${n(y0)}L${n(x1)} ${n(y1)}H${n(x0)}Z`;
    const bar = S >= 24;
    const cx = (x0 + x1) / 2,
      bw = 2;
    return {
      shape: (extra = 0) =>
        `<path d="${tri}" fill="currentColor" stroke="currentColor" stroke-width="${n(j + extra * 2)}" stroke-linejoin="round"/>`,
      hole: bar
        ? `<path d="M${n(cx - bw / 2)} ${n(S - s * 0.58)}h${n(bw)}v${n(s * 0.26)}h${n(-bw)}ZM${n(cx - bw / 2)} ${n(S - s * 0.22)}h${n(bw)}v${n(bw * 0.9)}h${n(-bw)}Z" fill="#000"/>`
        : '',
    };
  },
  hand(S, s) {
    // a raised hand: fingers on whole pixels, a palm, a thumb
    const spec = {
      16: { f: 1, g: 1, n: 3, t: 1, palm: 4, top: [1, 0, 1] },
      18: { f: 1, g: 1, n: 4, t: 1, palm: 5, top: [1, 0, 0, 2] },
      20: { f: 1, g: 1, n: 4, t: 1, palm: 5, top: [1, 0, 0, 2] },
      24: { f: 2, g: 1, n: 3, t: 2, palm: 6, top: [1, 0, 1] },
      32: { f: 2, g: 1, n: 4, t: 2, palm: 8, top: [2, 0, 1, 3] },
      36: { f: 2, g: 1, n: 4, t: 3, palm: 9, top: [2, 0, 1, 3] },
    }[S];
    const { f, g, n: count, t, palm, top } = spec;
    const width = count * f + (count - 1) * g + g + t;
    const height = Math.round(s * 0.98);
    const X = S - width,
      Y = S - height,
      fx = X + t + g,
      py = S - palm;
    const r = f > 1 ? f / 2 : 0;
    const pw = count * f + (count - 1) * g;
    const shape = (e = 0) => {
      const st = e ? ` stroke="currentColor" stroke-width="${n(2 * e)}" stroke-linejoin="round"` : '';
      const p = [];
      top.forEach((dy, i) => {
        const x = fx + i * (f + g),
          y = Y + dy;
        p.push(
          `<rect x="${n(x)}" y="${n(y)}" width="${n(f)}" height="${n(py - y + 1)}" rx="${n(r)}" fill="currentColor"${st}/>`,
        );
      });
      const cr = palm * 0.5;
      p.push(
        `<path d="M${n(fx)} ${n(py)}H${n(fx + pw)}V${n(S - cr)}A${n(cr)} ${n(cr)} 0 0 1 ${n(fx + pw - cr)} ${n(S)}H${n(fx + cr * 0.9)}L${n(X + 0.15 * t)} ${n(py + t * 0.9)}A${n(t * 0.62)} ${n(t * 0.62)} 0 0 1 ${n(X + t * 1.1)} ${n(py - 0.1 * t)}L${n(fx)} ${n(py + g)}Z" fill="currentColor"${st}/>`,
      );
      return p.join('');
    };
    return { shape, hole: '' };
  },
  cross(S, s) {
    const w = { 16: 2, 18: 2, 20: 2.25, 24: 3, 32: 4, 36: 4.25 }[S];
    const m = w * 0.42,
      k = s - 1;
    const x0 = S - k + m,
      x1 = S - m,
      y0 = S - k + m,
      y1 = S - m;
    const d = `M${n(x0)} ${n(y0)}L${n(x1)} ${n(y1)}M${n(x1)} ${n(y0)}L${n(x0)} ${n(y1)}`;
    return {
      shape: (e = 0) =>
        `<path d="${d}" fill="none" stroke="currentColor" stroke-width="${n(w + 2 * e)}" stroke-linecap="round"/>`,
      hole: '',
    };
  },
};

function icon(state, S) {
  const g = GRID[S],
    k = S / 16;
  let body,
    badge = null,
    cut = '';
  if (state === 'rest') body = bell(g, { filled: false });
  else if (state === 'oncall') body = bell(g, { filled: true });
  else if (state === 'acknowledged') {
    body = bell(g, { filled: true, clapper: false }); // the hand stills it
    badge = badges.hand(S, g.badge);
  } else if (state === 'blind') {
    // broken: a gap runs right through the bell, and nothing is left to strike it
    body = bell(g, { filled: false, clapper: false });
    cut = `<path d="M0 ${n(S * 0.74)}L${n(S)} ${n(S * -0.12)}" stroke="#000" stroke-width="${n(g.gap * 1.7)}"/>`;
    badge = badges.cross(S, g.badge);
  } else {
    // ringing: the bell swings towards the left, its clapper out
    const small = { ...g, l: g.l + k, r: g.r - k, b: g.b - k, k: [g.k[0] - k, g.k[1] - k, g.k[2]] };
    body =
      `<g transform="translate(${n(0.1 * k)} ${n(0.4 * k)}) rotate(20 ${n(S / 2)} ${n(g.t)})">${bell(small, { filled: true })}</g>` +
      `<path d="M${n(12.6 * k)} ${n(1.2 * k)}A${n(7 * k)} ${n(7 * k)} 0 0 1 ${n(15.1 * k)} ${n(5.6 * k)}" fill="none" stroke="currentColor" stroke-width="${n(g.w)}" stroke-linecap="round"/>`;
    badge = badges.triangle(S, g.badge);
  }
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${S} ${S}" width="${S}" height="${S}" color="#000">`;
  if (!badge) return `${head}${body}</svg>\n`;
  return (
    `${head}<mask id="m" maskUnits="userSpaceOnUse" x="0" y="0" width="${S}" height="${S}"><rect width="${S}" height="${S}" fill="#fff"/><g color="#000">${badge.shape(g.gap)}</g>${cut}</mask>` +
    (badge.hole
      ? `<mask id="h" maskUnits="userSpaceOnUse" x="0" y="0" width="${S}" height="${S}"><rect width="${S}" height="${S}" fill="#fff"/>${badge.hole}</mask>`
      : '') +
    `<g mask="url(#m)">${body}</g><g class="badge"${badge.hole ? ' mask="url(#h)"' : ''}>${badge.shape()}</g></svg>\n`
  );
}

mkdirSync(out, { recursive: true });
for (const S of SIZES) for (const st of STATES) writeFileSync(join(out, `${st}-${S}.svg`), icon(st, S));
