// Preloaded into an engine of a test (node --import): its wall clock is off by SHIFT_MS, as another machine's may be. Where
// SHIFT_FILE names a file, the milliseconds that stand in it are added: written anew, they set the clock of the running
// engine. Timers go on as they are, as on a machine whose clock is set.
import { readFileSync } from 'node:fs';

const fixed = Number(process.env.SHIFT_MS ?? 0);
const file = process.env.SHIFT_FILE ?? '';
let added = 0;
function look() {
  try {
    added = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Not written yet.
  }
}
if (file !== '') {
  look();
  setInterval(look, 20).unref();
}
const RealDate = Date;
const now = () => RealDate.now() + fixed + added;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
