import './b-fake-bridge';
import { reach } from './channels-fixtures';

/** The bridge of the other screens, with answers about how somebody is reached. */
type Answering = { call(name: string, input: unknown): Promise<unknown> };
const bridge = (window as unknown as { watchbill: Answering }).watchbill;
const before = bridge.call;
const asked = new URLSearchParams(location.search).get('reach') as Parameters<typeof reach>[0] | null;

function answer(name: string, input: unknown): object | undefined {
  switch (name) {
    case 'channels.list':
      return reach(asked ?? 'none', Date.now());
    case 'channels.save':
      return { ok: false, text: '', errors: { topic: 'Topic is missing' } };
    case 'channels.test':
      return (input as { id: string }).id === 'phone'
        ? {
            state: 'delivered',
            text: 'Delivered in 0.4 s: taken by ntfy: message hwQ2YpKdmg. The service took it; whether it reached you, only you can see.',
            detail: 'taken by ntfy: message hwQ2YpKdmg',
            took: 412,
            at: Date.now(),
          }
        : new Promise(() => undefined);
    case 'channels.remove':
    case 'rules.save':
      return { ok: true, text: 'The rules are kept.' };
    default:
      return undefined;
  }
}

bridge.call = async (name, input) => {
  const value = answer(name, input);
  return value === undefined ? before(name, input) : { ok: true, value: await Promise.resolve(value) };
};
