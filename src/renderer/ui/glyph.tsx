import { createElement } from 'react';
import './glyph.css';
import { glyphShapes } from './glyph-shapes';

/**
 * One drawing of assets/glyphs (name without .svg) in the colour of the text around it. Without a `label` it is
 * decoration, and the words beside it must say the same.
 */
export function Glyph({
  name,
  size = 16,
  label,
  className = '',
}: {
  name: string;
  size?: number;
  label?: string;
  className?: string;
}) {
  const spoken = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg
      className={`glyph ${className}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      focusable="false"
      {...spoken}
    >
      {glyphShapes(name).map(({ tag, attributes }, index) =>
        createElement(tag, { key: index, ...attributes }),
      )}
    </svg>
  );
}
