import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Override } from './schedule';

/** Why somebody, or nobody, is on call. */
export type Cause =
  /** Turn `turn` (from 0) of a layer; place `turn mod of` in its people. */
  | { readonly kind: 'layer'; readonly layer: string; readonly turn: number; readonly of: number }
  | { readonly kind: 'calendar'; readonly layer: string; readonly summary: string }
  /** `over`: the layer or file override beneath it, in whose place it stands; null over a gap. */
  | { readonly kind: 'override'; readonly override: Override; readonly over: Cause | null }
  | { readonly kind: 'gap' };

/** A stretch of a schedule's final rota with one person and one cause. */
export type Shift = Span & { readonly person: PersonId | null; readonly cause: Cause };

/** The final rota as the command line prints it: equal neighbours merged, whatever their cause. */
export type Duty = Span & { readonly person: PersonId | null };
