import { createContext, useContext } from 'react';
import type { TradeView } from '../../../contract/rota/trade-views';
import type { CalendarView } from '../../../contract/views/calendar';
import type { DutyModel } from '../../parts/rota-model';

export type Incident = CalendarView['incidents'][number];

/** What every part of the calendar shows. Instants are milliseconds since 1970. */
export type CalendarData = {
  /** With the lanes that are shown only. */
  readonly model: DutyModel;
  readonly trades: readonly TradeView[];
  /** Empty while they are switched off. */
  readonly incidents: readonly Incident[];
  readonly moreIncidents: boolean;
  /** Zone of the wall that is shown; an IANA name. */
  readonly zone: string;
  /** Whose night is shaded. */
  readonly nightZone: string;
  /** On the screen, half-open. */
  readonly from: number;
  readonly to: number;
  /** When it was answered. */
  readonly now: number;
};

const Context = createContext<CalendarData | null>(null);
export const CalendarDataContext = Context;

/** @throws outside of the calendar */
export function useShown(): CalendarData {
  const data = useContext(Context);
  if (!data) throw new Error('only within the calendar');
  return data;
}
