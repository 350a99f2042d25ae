/**
 * Which of `count` has its turn. By the incident's key, so that all desktops say the same, every one comes equally
 * often, and no desktop need know what was paged before; each step and each round goes one further, so that two steps
 * with the same targets, and a repeat, ask somebody else.
 * @param index of the step, @param round both from 0
 */
export function inTurn(key: string, count: number, index: number, round: number): number {
  return ((hashOf(key) % count) + index + round) % count;
}

/** FNV-1a over UTF-16, with the finish of MurmurHash3: keys that differ in their last letter are far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
