import { call } from '../../bridge';
import { queueRows } from './queue-rows';

/** One store for the life of the window, so that coming back to the queue shows at once what was there. */
export const windowQueue = queueRows((filter, offset, limit) =>
  call('queue.window', { filter, offset, limit }),
);
