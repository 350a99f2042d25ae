/** A value that is not just any `T`: two brands of the same base type do not mix. */
export type Brand<T, Name extends string> = T & { readonly __brand?: Name };
