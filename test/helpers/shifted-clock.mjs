// Preloaded into an engine of a test (node --import): its wall clock is off by SHIFT_MS, as another machine's may be.
const shift = Number(process.env.SHIFT_MS ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + shift;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
