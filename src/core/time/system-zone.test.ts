import { expect, it } from 'vitest';

it('runs where its project says: in one zone of its own, or wherever the machine stands', ({ task }) => {
  const zone = / in (\S+)$/.exec(task.file.projectName ?? '')?.[1];
  const canonical = (timeZone?: string): string =>
    new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  expect(canonical()).toBe(canonical(zone));
});
