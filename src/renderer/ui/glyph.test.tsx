// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Glyph } from './glyph';
import { glyphNames, glyphShapes } from './glyph-shapes';

afterEach(cleanup);

describe('Glyph', () => {
  it('reads something to draw from every file', () => {
    expect(glyphNames().length).toBeGreaterThan(30);
    for (const name of glyphNames()) expect(glyphShapes(name).length, name).toBeGreaterThan(0);
  });

  it('draws in the colour of the text, hidden from readers unless named', () => {
    render(<Glyph name="severity-critical" />);
    const svg = document.querySelector('svg');
    expect(svg?.getAttribute('aria-hidden')).toBe('true');
    expect(svg?.querySelector('path')?.getAttribute('fill')).toBe('currentColor');
    render(<Glyph name="check" label="Done" />);
    expect(screen.getByRole('img', { name: 'Done' })).toBeTruthy();
  });

  it('draws nothing for a name that does not exist', () => {
    expect(glyphShapes('../../../secret')).toEqual([]);
  });
});
