import { expect, test } from 'vitest';
import { killAgainAndAgain } from '../soak/kills/kill-rounds';

/*
 * Reliability row A6, 50 of the 1,000 kills of `npm run soak`: two folders, one engine after the other on each, killed
 * at random moments under 50 events a second (new alerts, repeats, acknowledgements, ends). What was answered 2xx is
 * there, exactly; what is open rings again; what was acknowledged stays silent; no incident is anything else than its
 * log entries tell.
 */
test('A6, P1, P3: 50 kills -9 at random moments under 50 alerts a second: nothing answered is lost, nothing open stays silent, the database is whole', async () => {
  const seed = Date.now() % 1_000_000;
  const reports = await Promise.all(
    [seed, seed + 1].map((each) =>
      killAgainAndAgain({ kills: 25, seed: each, perSecond: 50, longestLife: 500 }),
    ),
  );
  for (const { answered } of reports) expect(answered).toBeGreaterThan(50);
});
