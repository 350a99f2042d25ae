import { z } from 'zod';
import { call, instant, scheduleId } from '../call';
import { fairnessView } from './fairness-views';

export const fairnessCalls = {
  /** At most 800 days. `schedules` [] is all of them. */
  'fairness.get': call(
    'engine',
    z.strictObject({ from: instant, to: instant, schedules: z.array(scheduleId).max(100).default([]) }),
    fairnessView,
  ),
} as const;
