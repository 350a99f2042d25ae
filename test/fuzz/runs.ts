import fc from 'fast-check';

/**
 * How hard the parsers are tried: WATCHBILL_FUZZ_RUNS multiplies the number of inputs of every property (`npm run soak`
 * asks for many more), WATCHBILL_FUZZ_SEED tries the inputs of one seed again.
 */
const times = Math.max(1, Number(process.env['WATCHBILL_FUZZ_RUNS'] ?? 1) || 1);
const again = Number(process.env['WATCHBILL_FUZZ_SEED'] || Number.NaN);
/** Half of the inputs are the same in every run, so that what once was found is found on every machine. */
const FIXED_SEED = 20_261_123;

/** Longest report: an input may be half a megabyte. */
const MOST_SAID = 6_000;

/** As fast-check says it, with the seed, but cut. @throws for a property that failed */
function reporter<T>(result: fc.RunDetails<T>): void {
  if (!result.failed) return;
  const said = fc.defaultReportMessage(result) ?? 'failed';
  throw new Error(said.length > MOST_SAID ? `${said.slice(0, MOST_SAID)}…` : said, {
    cause: result.errorInstance,
  });
}

/**
 * Tries a property with inputs of a fixed seed and with as many of a new one. A failure names its seed and the smallest
 * input that fails.
 * @param runs of either kind, before WATCHBILL_FUZZ_RUNS
 */
export async function assertHolds<T>(
  runs: number,
  inputs: fc.Arbitrary<T>,
  property: (input: T) => void | Promise<void>,
): Promise<void> {
  const fresh = Math.trunc(Math.random() * 0x7fff_ffff);
  for (const seed of Number.isNaN(again) ? [FIXED_SEED, fresh] : [again]) {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        await property(input);
      }),
      { numRuns: runs * times, seed, interruptAfterTimeLimit: 20_000 * times, reporter },
    );
  }
}
