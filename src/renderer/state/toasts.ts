import { create } from 'zustand';

export type ToastAction = { readonly label: string; readonly run: () => void };
export type Toast = {
  readonly id: number;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly text: string;
  readonly action: ToastAction | null;
};

const LASTS = 4000;
const MOST = 4;
let next = 1;

/** Messages at the foot of the window, oldest first. */
export const useToasts = create<{ toasts: readonly Toast[]; dismiss: (id: number) => void }>()((set) => ({
  toasts: [],
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

/** Says what happened. Bad news stays until dismissed; the rest goes after 4 s. The same words are not stacked. */
export function say(tone: Toast['tone'], text: string, action: ToastAction | null = null): void {
  const id = next++;
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((old) => old.text !== text), { id, tone, text, action }].slice(-MOST),
  }));
  if (tone !== 'bad') setTimeout(() => useToasts.getState().dismiss(id), action ? 2 * LASTS : LASTS);
}
