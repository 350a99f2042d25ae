import type { StatusView } from '../../contract/views/status';
import { closedNow } from '../../core/schedule/closing';
import { dutyNow } from '../../core/schedule/duty-now';
import { explain } from '../../core/schedule/explain';
import type { Rota } from '../../core/schedule/rota';
import type { State } from '../../core/step/state';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';

type Duties = StatusView['duties'];

/** Who is on call now, a row a schedule, with the reason in words. */
export function dutiesNow(rota: Rota, names: Names, at: Instant): Duties {
  return rota.schedules.map((schedule) => {
    const duty = dutyNow(rota, schedule, at);
    return {
      schedule: schedule.id,
      name: schedule.name,
      person: duty.person === null ? null : names.person(duty.person),
      until: duty.until,
      because: explain(rota, schedule, duty.cause, names.zone),
      ...(closedNow(rota, schedule, duty) ? { closed: true } : {}),
    };
  });
}

/** Whether whoever sits here is on call, and until when for the last of their schedules. */
export function myDuty(state: State, duties: Duties): StatusView['onCall'] {
  if (duties.length === 0)
    return {
      yes: true,
      until: null,
      why: 'There is no rota yet, so whoever sits at this desktop is on call.',
    };
  const mine = duties.filter(({ person }) => person?.id === state.me);
  const [first] = mine;
  if (!first) return { yes: false, until: null, why: '' };
  const ends = mine.map(({ until }) => until);
  return {
    yes: true,
    until: ends.includes(null) ? null : Math.max(...(ends as number[])),
    why: mine.map(({ name, because }) => `For ${name}, ${because}.`).join(' '),
  };
}
