// Synthesises the sounds of assets/sounds: a ship's bell and its quieter relatives.
// Plain Node, no dependencies, no randomness but a fixed seed. Run: node scripts/assets/sounds.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RATE = 44100;
const dir = join(dirname(fileURLToPath(import.meta.url)), '../../assets/sounds');

// Partials of a small cast bell: hum, prime, tierce, quint, nominal and those above.
// [ratio to the prime, strength, decay relative to the prime]. The close pairs beat, as a real bell does.
const BELL = [
  [0.5, 0.3, 1.5],
  [1, 0.75, 1],
  [1.004, 0.35, 1],
  [1.19, 0.5, 0.8],
  [1.505, 0.28, 0.65],
  [2, 1, 0.6],
  [2.006, 0.4, 0.6],
  [2.51, 0.34, 0.42],
  [2.99, 0.36, 0.34],
  [4.02, 0.26, 0.22],
  [5.3, 0.16, 0.14],
  [6.7, 0.1, 0.1],
];
// A chime: nearly harmonic and soft.
const CHIME = [
  [1, 1, 1],
  [2.001, 0.22, 0.6],
  [3.01, 0.1, 0.35],
  [4.2, 0.04, 0.2],
];

let seed = 0;
const noise = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2147483648 - 1;
};

function strike(buf, { at, freq, gain, decay, partials, attack = 0.0015, clap = 0 }) {
  const start = Math.round(at * RATE);
  for (let i = start; i < buf.length; i++) {
    const t = (i - start) / RATE;
    const rise = t < attack ? 0.5 - 0.5 * Math.cos((Math.PI * t) / attack) : 1;
    let v = 0;
    for (const [ratio, strength, tail] of partials)
      v += strength * Math.exp(-t / (decay * tail)) * Math.sin(2 * Math.PI * freq * ratio * t);
    if (clap && t < 0.03) v += clap * Math.exp(-t / 0.004) * noise(); // the clapper's knock
    buf[i] += v * rise * gain;
  }
}

function sound({ seconds, peak, fade, strikes, drive = 0 }) {
  seed = 8; // eight bells
  const buf = new Float64Array(Math.round(seconds * RATE));
  for (const s of strikes) strike(buf, s);
  if (drive) {
    // press the peaks down a little, so that the same peak sounds louder and harder
    let loud = 0;
    for (const v of buf) loud = Math.max(loud, Math.abs(v));
    for (let i = 0; i < buf.length; i++) buf[i] = Math.tanh((buf[i] / loud) * drive);
  }
  const n = Math.round(fade * RATE);
  for (let i = 0; i < n; i++) buf[buf.length - 1 - i] *= 0.5 - 0.5 * Math.cos((Math.PI * i) / n);
  let top = 0;
  for (const v of buf) top = Math.max(top, Math.abs(v));
  const pcm = Buffer.alloc(44 + buf.length * 2);
  pcm.write('RIFF', 0, 'latin1');
  pcm.writeUInt32LE(36 + buf.length * 2, 4);
  pcm.write('WAVEfmt ', 8, 'latin1');
  pcm.writeUInt32LE(16, 16);
  pcm.writeUInt16LE(1, 20);
  pcm.writeUInt16LE(1, 22);
  pcm.writeUInt32LE(RATE, 24);
  pcm.writeUInt32LE(RATE * 2, 28);
  pcm.writeUInt16LE(2, 32);
  pcm.writeUInt16LE(16, 34);
  pcm.write('data', 36, 'latin1');
  pcm.writeUInt32LE(buf.length * 2, 40);
  for (let i = 0; i < buf.length; i++)
    pcm.writeInt16LE(Math.round((buf[i] / top) * peak * 32767), 44 + i * 2);
  return pcm;
}

const db = (v) => 10 ** (v / 20);
const SOUNDS = {
  // two hard strikes close together, then a breath: ding-ding … ding-ding … when looped
  'page-critical': {
    seconds: 1.6,
    peak: db(-1),
    fade: 0.25,
    drive: 2.4,
    strikes: [
      { at: 0, freq: 932, gain: 0.92, decay: 0.5, partials: BELL, clap: 1.1 },
      { at: 0.27, freq: 932, gain: 1, decay: 0.62, partials: BELL, clap: 1.3 },
    ],
  },
  // one strike, lower and rounder
  page: {
    seconds: 1.8,
    peak: db(-5),
    fade: 0.5,
    strikes: [{ at: 0, freq: 698, gain: 1, decay: 0.7, partials: BELL, attack: 0.003, clap: 0.25 }],
  },
  info: {
    seconds: 0.9,
    peak: db(-11),
    fade: 0.3,
    strikes: [{ at: 0, freq: 1046.5, gain: 1, decay: 0.26, partials: CHIME, attack: 0.012 }],
  },
  // up a fourth, quickly: heard
  answered: {
    seconds: 0.5,
    peak: db(-10),
    fade: 0.2,
    strikes: [
      { at: 0, freq: 784, gain: 0.7, decay: 0.07, partials: CHIME, attack: 0.006 },
      { at: 0.09, freq: 1046.5, gain: 1, decay: 0.12, partials: CHIME, attack: 0.006 },
    ],
  },
};

mkdirSync(dir, { recursive: true });
for (const [name, spec] of Object.entries(SOUNDS)) writeFileSync(join(dir, `${name}.wav`), sound(spec));
