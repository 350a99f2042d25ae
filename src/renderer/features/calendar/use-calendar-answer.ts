import { useCallback, useRef } from 'react';
import type { TradeView } from '../../../contract/rota/trade-views';
import type { CalendarView } from '../../../contract/views/calendar';
import { call } from '../../bridge';
import { type DutyModel, dutyModel } from '../../parts/rota-model';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';

/** So much is asked for before and after what is shown, so that the next month is drawn before its answer is there. */
const MARGIN = 35 * 86_400_000;

export type CalendarAnswer = {
  /** null until the first answer. */
  readonly model: DutyModel | null;
  readonly trades: readonly TradeView[];
  readonly incidents: CalendarView['incidents'];
  readonly moreIncidents: boolean;
  readonly at: number;
  readonly trouble: string;
  readonly again: () => void;
};

/** The rota around [from, to) and its trades, asked again when the rota changes; incidents likewise, while wished. */
export function useCalendarAnswer(from: number, to: number, withIncidents: boolean): CalendarAnswer {
  const rotaVersion = useMirror((mirror) => mirror.rotaVersion);
  const queueVersion = useMirror((mirror) => mirror.queueVersion);
  const last = useRef<DutyModel | null>(null);
  const askRota = useCallback(async () => {
    const span = { from: from - MARGIN, to: to + MARGIN };
    const [rota, trades] = await Promise.all([
      call('rota.get', { ...span, schedules: [] }),
      call('trade.list', {}),
    ]);
    const model = dutyModel(rota, trades, span.from, span.to, last.current);
    last.current = model;
    return { model, trades, at: Date.now() };
  }, [from, to]);
  const askIncidents = useCallback(
    async () => (withIncidents ? await call('calendar.range', { from, to }) : null),
    [from, to, withIncidents],
  );
  const rota = useAsked(askRota, rotaVersion);
  const incidents = useAsked(askIncidents, withIncidents ? queueVersion : 0);
  const value = rota.value;
  return {
    model: value?.model ?? null,
    trades: value?.trades ?? NONE,
    incidents: (withIncidents ? incidents.value?.incidents : undefined) ?? NO_INCIDENTS,
    moreIncidents: withIncidents && incidents.value?.more === true,
    at: value?.at ?? 0,
    trouble: rota.trouble || incidents.trouble,
    again: () => {
      rota.again();
      incidents.again();
    },
  };
}

const NONE: readonly TradeView[] = [];
const NO_INCIDENTS: CalendarView['incidents'] = [];
