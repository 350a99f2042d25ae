import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readRegular } from '../keep/read-regular';
import type { Log } from '../ports';
import { replaceFile } from '../store/team-folder-file';
import { type Subscription, subscription } from './subscription';

const NAME = 'calendar-subscriptions.json';
const stored = z.object({ version: z.literal(1), folder: z.string(), subscriptions: z.array(subscription) });

/** The subscriptions of this desktop, without their addresses. */
export type SubscriptionStore = {
  load(): Promise<readonly Subscription[]>;
  /** Never rejects. */
  save(subscriptions: readonly Subscription[]): Promise<void>;
};

/** Another team folder's do not count. A damaged file is kept aside. */
export function subscriptionStore(folder: string, dataFolder: string, log: Log): SubscriptionStore {
  const path = join(dataFolder, NAME);
  return {
    async load() {
      const text = readRegular(path);
      if (text === null) return [];
      try {
        const read = stored.parse(JSON.parse(text));
        return read.folder === folder ? read.subscriptions : [];
      } catch (error) {
        log.error('the calendar subscriptions could not be read and begin anew', { error: String(error) });
        await rename(path, `${path}.corrupt-${Date.now()}`).catch(() => undefined);
        return [];
      }
    },
    async save(subscriptions) {
      try {
        await mkdir(dataFolder, { recursive: true });
        await replaceFile(path, `${JSON.stringify({ version: 1, folder, subscriptions })}\n`, 0o600);
      } catch (error) {
        log.error('the calendar subscriptions could not be kept', { error: String(error) });
      }
    },
  };
}
