// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { WallTimeField } from './wall-time-field';

afterEach(cleanup);

/** What the field said last. */
const told = { at: 0 };
function Field({ start, zone }: { start: number; zone: string }) {
  const [value, setValue] = useState(start);
  const take = (at: number) => {
    told.at = at;
    setValue(at);
  };
  return <WallTimeField label="From" value={value} zone={zone} onChange={take} />;
}
const field = (start: string, zone = 'Europe/London') => {
  told.at = Date.parse(start);
  render(<Field start={told.at} zone={zone} />);
  return screen.getByLabelText<HTMLInputElement>('From');
};
const type = (input: HTMLInputElement, value: string) =>
  act(() => void fireEvent.change(input, { target: { value } }));
const instant = () => new Date(told.at).toISOString();

describe('a minute on a wall', () => {
  it('is shown and read in its zone', () => {
    const input = field('2026-07-01T10:00Z', 'Asia/Kolkata');
    expect(input.value).toBe('2026-07-01 15:30');
    type(input, '2026-07-02 09:15');
    expect(instant()).toBe('2026-07-02T03:45:00.000Z');
    expect(screen.getByText('Thursday')).toBeTruthy();
  });

  it('keeps what is half typed, says how to write it, and changes nothing', () => {
    const input = field('2026-07-01T10:00Z');
    type(input, '2026-07-0');
    expect(input.value).toBe('2026-07-0');
    expect(screen.getByRole('alert').textContent).toMatch(/2026-03-06 18:00/);
    expect(instant()).toBe('2026-07-01T10:00:00.000Z');
  });

  it.each([
    ['2026-03-29 01:30', 'Sunday; clocks skip this time, 02:30 is meant', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 01:30', 'Sunday; this time comes twice, the first is meant', '2026-10-25T00:30:00.000Z'],
  ])('says what clocks do at %s', (text, words, meant) => {
    type(field('2026-07-01T10:00Z'), text);
    expect(screen.getByText(words)).toBeTruthy();
    expect(instant()).toBe(meant);
  });

  it.each([
    [3, '2027-07-31 23:30'],
    [9, '2026-08-01 23:30'],
    [12, '2026-08-01 00:30'],
    [16, '2026-07-31 23:31'],
  ])('goes up by the part the caret is in (%i)', (caret, text) => {
    const input = field('2026-07-31T22:30Z');
    input.setSelectionRange(caret, caret);
    act(() => void fireEvent.keyDown(input, { key: 'ArrowUp' }));
    expect(input.value).toBe(text);
  });
});
