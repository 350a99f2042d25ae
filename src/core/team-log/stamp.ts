import type { Instant } from '../time/instant';

/**
 * A hybrid logical clock's reading (Kulkarni et al. 2014): near the wall clock, yet always later than every stamp that
 * its desktop has seen. `count` breaks ties within a millisecond, `desktop` between desktops.
 */
export type Stamp = { readonly ms: Instant; readonly count: number; readonly desktop: string };
