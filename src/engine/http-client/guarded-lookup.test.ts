import { expect, test } from 'vitest';
import { guardedLookup } from './guarded-lookup';

const look = (name: string, all: boolean) =>
  new Promise((resolve) =>
    guardedLookup(name, { all }, (error, address) => resolve(error?.message ?? address)),
  );

test('what the system resolves to a refused address is refused', async () => {
  // The resolver reads these writings as the addresses they are, as it would a name that points there.
  for (const name of [
    '169.254.169.254',
    '0.0.0.0',
    'fe80::1',
    '::ffff:169.254.1.1',
    '2852039166',
    '0xa9.254.1.1',
  ]) {
    expect(await look(name, true), name).toMatch(/^its name leads to .* never asked$/);
    expect(await look(name, false), name).toMatch(/^its name leads to .* never asked$/);
  }
});

test('other names are resolved', async () => {
  expect(await look('localhost', false)).toMatch(/^(127\.0\.0\.1|::1)$/);
  expect(await look('localhost', true)).toContainEqual({
    address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    family: expect.any(Number),
  });
});

test('unknown names are an error', async () => {
  expect(await look('no-such-alertmanager.invalid', false)).toMatch(/ENOTFOUND|EAI_AGAIN/);
});
