// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { dialog, eachAnew, HOUR, NOW, shift, start, toast } from '../../../../test/helpers/calendar-page';
import { useToasts } from '../../state/toasts';

eachAnew();

describe('asking why', () => {
  it('answers for the minute, and undoes an override', async () => {
    const fake = start();
    const [made] = fake.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: 'linus',
          start: NOW + HOUR,
          end: NOW + 30 * HOUR,
          reason: 'dentist',
        },
      ],
      'grace',
    );
    act(() => void 0);
    const button = await shift(/Linus Roy on call for Primary, Mon 23 Nov 11:30/);
    act(() => button.click());
    expect((await screen.findAllByText(/dentist/))[0]?.textContent).toMatch(/^Linus Roy/);
    act(() => screen.getByRole('button', { name: 'Undo the override' }).click());
    await waitFor(() => expect(fake.inputs('override.remove')).toEqual([{ id: made?.id }]));
    await shift(
      /Grace Lindt on call for Primary, Fri 20 Nov 18:00 to Fri 27 Nov 18:00|Grace Lindt on call for Primary/,
    );
    expect(toast()).toMatch(/^Undone/);
  });

  it('covers me in two clicks, and the message takes it back', async () => {
    const fake = start();
    const mine = await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec/);
    act(() => mine.click());
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Cover me' })).click();
    await waitFor(() =>
      expect(fake.inputs('trade.offer')).toEqual([
        {
          give: [
            {
              schedule: 'primary',
              start: Date.parse('2026-12-04T18:00Z'),
              end: Date.parse('2026-12-11T18:00Z'),
            },
          ],
          to: null,
          want: [],
          note: '',
        },
      ]),
    );
    await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.action?.label).toBe('Withdraw'));
    act(() => useToasts.getState().toasts.at(-1)?.action?.run());
    await waitFor(() => expect(fake.inputs('trade.withdraw')).toHaveLength(1));
  });

  it("takes somebody else's hours", async () => {
    const fake = start();
    const theirs = await shift(/Linus Roy on call for Primary, Fri 27 Nov/);
    act(() => theirs.click());
    (await screen.findByRole('button', { name: 'Take…' })).click();
    const form = within(await dialog());
    act(() => void fireEvent.change(form.getByLabelText('To'), { target: { value: '2026-11-27 21:30' } }));
    act(() => form.getByRole('button', { name: 'Take them' }).click());
    await waitFor(() =>
      expect(fake.inputs('override.make')).toMatchObject([
        { person: 'ada', start: Date.parse('2026-11-27T18:00Z'), end: Date.parse('2026-11-27T21:30Z') },
      ]),
    );
    await shift(/You, Ada Okafor, on call for Primary, Fri 27 Nov 18:00 to Fri 27 Nov 21:30, by an override/);
  });

  it('takes the pager now', async () => {
    const fake = start();
    await shift(/Linus Roy/);
    act(() => screen.getByRole('button', { name: 'Take the pager' }).click());
    act(() => screen.getByRole('menuitem', { name: /Primary: for the next hour/ }).click());
    await waitFor(() =>
      expect(fake.inputs('override.make')).toMatchObject([{ person: 'ada', start: NOW, end: NOW + HOUR }]),
    );
  });
});

describe('trading', () => {
  it('offers a shift for one of theirs, seeing what it does; the other takes it; both halves hold; undo', async () => {
    const fake = start();
    act(() => void 0);
    (await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec/)).click();
    (await screen.findByRole('button', { name: 'Offer…' })).click();
    const form = within(await dialog());
    act(() => void 0);
    (await form.findByRole('radio', { name: 'Grace Lindt' })).click();
    (await form.findByRole('radio', { name: 'For a shift of theirs' })).click();
    const theirs = await form.findByRole('radiogroup', { name: 'Their coming shifts' });
    const wanted = within(theirs).getByRole('radio', { name: /Fri 11 Dec 18:00 – Fri 18 Dec 18:00/ });
    act(() => wanted.click());
    await form.findByRole('row', { name: /Grace Lindt/ });
    act(() => form.getByRole('button', { name: 'Offer to Grace Lindt' }).click());
    await waitFor(() => expect(fake.inputs('trade.offer')).toHaveLength(1));
    const give = [
      { schedule: 'primary', start: Date.parse('2026-12-04T18:00Z'), end: Date.parse('2026-12-11T18:00Z') },
    ];
    const want = [
      { schedule: 'primary', start: Date.parse('2026-12-11T18:00Z'), end: Date.parse('2026-12-18T18:00Z') },
    ];
    expect(fake.inputs('trade.offer')).toMatchObject([{ to: 'grace', give, want }]);

    const offered = fake.acts.find(({ body }) => body.kind === 'tradeOffered');
    fake.act([{ kind: 'tradeAccepted', trade: offered?.id ?? '', give, want }], 'grace');
    await shift(
      /Grace Lindt on call for Primary, Fri 4 Dec 18:00 to Fri 11 Dec 18:00, by trade with Ada Okafor/,
    );

    act(() => screen.getByRole('button', { name: /^Trades/ }).click());
    const agreed = within(await screen.findByRole('region', { name: 'Agreed' }));
    act(() => agreed.getByRole('button', { name: 'Undo' }).click());
    await shift(/You, Ada Okafor, on call for Primary, Fri 4 Dec 18:00 to Fri 11 Dec 18:00$/);
  });

  it('accepts a part of a gift', async () => {
    const fake = start();
    const start_ = Date.parse('2026-11-27T18:00Z');
    fake.act(
      [
        {
          kind: 'tradeOffered',
          to: null,
          give: [{ schedule: 'primary', start: start_, end: start_ + 20 * HOUR }],
          want: [],
          note: 'play',
        },
      ],
      'linus',
    );
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Trades 1' })).click();
    (await screen.findByRole('button', { name: 'See and accept…' })).click();
    const form = within(await dialog());
    act(() => form.getByRole('switch', { name: /Only a part/ }).click());
    act(() => void fireEvent.change(form.getByLabelText('To'), { target: { value: '2026-11-27 22:00' } }));
    act(() => form.getByRole('button', { name: 'Accept this part' }).click());
    await waitFor(() =>
      expect(fake.inputs('trade.accept')).toMatchObject([
        { give: [{ schedule: 'primary', start: start_, end: start_ + 4 * HOUR }] },
      ]),
    );
    await shift(
      /You, Ada Okafor, on call for Primary, Fri 27 Nov 18:00 to Fri 27 Nov 22:00, by trade with Linus Roy/,
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks again where the rota moved under the offer, and then takes what is left', async () => {
    const fake = start();
    const begin = Date.parse('2026-11-27T18:00Z');
    fake.act(
      [
        {
          kind: 'tradeOffered',
          to: 'ada',
          give: [{ schedule: 'primary', start: begin, end: begin + 20 * HOUR }],
          want: [],
          note: '',
        },
      ],
      'linus',
    );
    act(() => void 0);
    (await screen.findByRole('button', { name: 'Trades 1' })).click();
    (await screen.findByRole('button', { name: 'See and accept…' })).click();
    const form = within(await dialog());
    await form.findByRole('list', { name: 'Who covers what' });
    // Grace takes the first half meanwhile, and this desktop's screen has not heard of it.
    fake.act(
      [
        {
          kind: 'overrideMade',
          schedule: 'primary',
          person: 'grace',
          start: begin,
          end: begin + 10 * HOUR,
          reason: '',
        },
      ],
      'grace',
    );
    act(() => form.getByRole('button', { name: 'Accept' }).click());
    expect((await form.findByRole('alert')).textContent).toMatch(/The rota changed since this was offered/);
    expect(fake.acts.some(({ body }) => body.kind === 'tradeAccepted')).toBe(false);
    act(() => void 0);
    (await form.findByRole('button', { name: 'Accept as it is now' })).click();
    await waitFor(() =>
      expect(fake.acts.at(-1)?.body).toMatchObject({
        kind: 'tradeAccepted',
        give: [{ schedule: 'primary', start: begin + 10 * HOUR, end: begin + 20 * HOUR }],
      }),
    );
  });
});
