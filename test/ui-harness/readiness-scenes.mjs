const small = { width: 1000, height: 700 };
const large = { width: 1600, height: 1000 };
const scene = (name, size, theme, query = '') => ({ name, to: 'readiness', size, theme, query });

/** "Am I pageable?": where all is well, and where much is not. */
export const scenes = [
  scene('well-large-light', large, 'light'),
  scene('well-large-dark', large, 'dark'),
  scene('wrong-large-light', large, 'light', 'wrong'),
  scene('wrong-large-dark', large, 'dark', 'wrong'),
  scene('wrong-small-dark', small, 'dark', 'wrong'),
  scene('wrong-tall-light', { width: 1600, height: 1700 }, 'light', 'wrong'),
  scene('wrong-narrow-light', { width: 700, height: 2600 }, 'light', 'wrong'),
  scene('contrast-dark', large, 'dark', 'wrong&contrast=high'),
];
