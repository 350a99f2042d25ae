import { z } from 'zod';
import { call, instant } from '../call';
import { noiseView } from './noise-views';

export const noiseCalls = {
  /** Which alerts woke people and were never acted on, and what was held back. At most 400 days. */
  'noise.report': call('engine', z.strictObject({ from: instant, to: instant }), noiseView),
} as const;
