import { useEffect, useState } from 'react';
import type { Input, Output } from '../../contract/bridge';
import { call } from '../bridge';

export type EffectAsked = {
  readonly effect: Output<'trade.effect'> | null;
  readonly trouble: string;
};

/** So long after the last change of a field it is asked what the trade would do. */
const PAUSE = 150;
const NOTHING: EffectAsked = { effect: null, trouble: '' };

/** What a trade would do, asked anew whenever it is another one; the last answer stays until the next. null asks nothing. */
export function useTradeEffect(input: Input<'trade.effect'> | null): EffectAsked {
  const [asked, setAsked] = useState<EffectAsked>(NOTHING);
  const key = input === null ? '' : JSON.stringify(input);
  useEffect(() => {
    if (key === '') return;
    let late = false;
    const timer = setTimeout(() => {
      call('trade.effect', JSON.parse(key) as Input<'trade.effect'>).then(
        (effect) => !late && setAsked({ effect, trouble: '' }),
        (error: unknown) => !late && setAsked({ effect: null, trouble: (error as Error).message }),
      );
    }, PAUSE);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [key]);
  return key === '' ? NOTHING : asked;
}
