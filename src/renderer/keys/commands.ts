import { useEffect, useRef } from 'react';
import type { Command } from './keys';

export type Handlers = Partial<Record<Command, () => void>>;
type Layer = { readonly priority: number; current: Handlers };

const layers: Layer[] = [];

/**
 * Answers commands while mounted. Of several that answer the same one the highest priority is asked: what lies on
 * top 30, a bulk bar 20, the incident 10, the list 5, the window 0.
 */
export function useCommands(handlers: Handlers, priority: number): void {
  const layer = useRef<Layer>({ priority, current: handlers });
  useEffect(() => {
    layer.current.current = handlers;
  });
  useEffect(() => {
    const mine = layer.current;
    layers.push(mine);
    layers.sort((a, b) => b.priority - a.priority);
    return () => {
      layers.splice(layers.indexOf(mine), 1);
    };
  }, []);
}

/** Runs a command. @returns whether anybody answered. */
export function run(command: Command): boolean {
  const handler = layers.find(({ current }) => current[command])?.current[command];
  handler?.();
  return handler !== undefined;
}
