import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { alertOf, BEGIN, Story, teamOf } from '../../../test/helpers/step-story';
import type { Escalation } from '../escalation/escalation';
import { rotaOf } from '../schedule/rota';
import type { Schedule } from '../schedule/schedule';
import type { Team } from '../team/team';
import { HOUR, MINUTE, SECOND } from '../time/duration';

/** Grace is on call until 09:00, Ada after her; Ada sits here. */
const WEEKLY = scheduleOf([layerOf(['ada', 'grace'])]);
const HANDOFF = 7 * HOUR;

function teamWith(schedules: readonly Schedule[], escalations: readonly Escalation[] = []): Team {
  const team = teamOf();
  return {
    ...team,
    people: [personOf('ada'), personOf('grace'), personOf('linus')],
    services: team.services.map((service) => ({ ...service, escalation: escalations[0]?.id ?? '' })),
    schedules,
    escalations,
  };
}

const story = (schedules: readonly Schedule[] = [WEEKLY], escalations: readonly Escalation[] = []): Story =>
  new Story(teamWith(schedules, escalations));
const pages = (told: Story): string[] =>
  told.facts.flatMap((fact) => (fact.kind === 'paged' ? [`${fact.at - BEGIN} ${fact.why}`] : []));

describe('an alert that every desktop of the team sees', () => {
  it('pages here when whoever sits here is on call, and says by which layer', () => {
    const told = story([scheduleOf([layerOf(['ada'])])]);
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-1 firing']);
    expect(told.incident()).toMatchObject({ responder: 'ada' });
    expect(told.incident().why).toMatch(/^Ada is on call for primary, .*weekly/);
  });

  it("is quiet here while it is somebody else's, and comes here when nobody answered for five minutes", () => {
    const told = story();
    told.read(['disk']);
    expect(told.rung()).toEqual([]);
    expect(told.incident()).toMatchObject({ responder: 'grace', lastPagedAt: null });
    expect(told.facts.find(({ kind }) => kind === 'notPaged')).toMatchObject({ reason: 'someone-else' });
    told.after(5 * MINUTE - SECOND);
    expect(told.rung()).toEqual([]);
    told.after(2 * SECOND);
    expect(told.rung()).toEqual(['desk-1 firing']);
    expect(pages(told)[0]).toContain('Nobody answered for 5 min. Everyone is paged.');
  });

  it('follows the steps of its service, each at its minute', () => {
    const told = story(
      [WEEKLY],
      [
        {
          id: 'payments',
          name: 'payments',
          steps: [
            { after: 0, page: [{ kind: 'schedule', schedule: 'primary' }] },
            { after: 10 * MINUTE, page: [{ kind: 'person', person: 'linus' }] },
            { after: 20 * MINUTE, page: [{ kind: 'person', person: 'ada' }] },
          ],
          repeat: 0,
        },
      ],
    );
    told.read([alertOf('disk', { source: 'prod' })]);
    told.after(30 * MINUTE - SECOND);
    expect(told.rung()).toEqual([]);
    told.after(SECOND);
    expect(told.rung()).toEqual(['desk-1 firing']);
    expect(told.incident().lastPagedAt).toBe(BEGIN + 30 * MINUTE);
  });

  it('comes to everyone in the end when it is urgent and nobody of the steps answered', () => {
    const one: Escalation = {
      id: 'one',
      name: 'one',
      steps: [{ after: 0, page: [{ kind: 'person', person: 'grace' }] }],
      repeat: 0,
    };
    const told = story([WEEKLY], [one]);
    told.read(['disk', alertOf('dust', { source: 'prod', severity: 'warning' })]);
    told.after(15 * MINUTE - SECOND);
    expect(told.rung().filter((line) => /^desk-[12] /.test(line))).toEqual([]);
    told.after(SECOND);
    expect(told.rung().filter((line) => /^desk-[12] /.test(line))).toEqual(['desk-1 firing']);
  });

  it('passes on with the duty: at the handoff whoever comes on is paged about what nobody answered', () => {
    const silent: Escalation = {
      id: 'silent',
      name: 'silent',
      steps: [{ after: 0, page: [{ kind: 'schedule', schedule: 'primary' }] }],
      repeat: 0,
    };
    const told = story([WEEKLY], [silent]);
    told.read([alertOf('disk', { source: 'prod', severity: 'warning' })]);
    told.after(HANDOFF - SECOND);
    expect(told.rung()).toEqual([]);
    told.after(SECOND);
    // And about its own source, which has said nothing for hours.
    expect(told.rung()).toEqual(['desk-1 firing', 'desk-2 firing']);
  });

  it('pages everyone, at once and in words, while nobody is on call', () => {
    const told = story([scheduleOf([layerOf([])])]);
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-1 firing']);
    expect(told.incident().why).toBe('Nobody is on call for primary, so everyone is paged.');
  });

  it('pages whoever takes the pager now', () => {
    const told = story();
    told.read(['disk']);
    const override = {
      id: 'take',
      schedule: 'primary',
      person: 'ada',
      start: BEGIN,
      end: BEGIN + HOUR,
      reason: '',
      origin: { kind: 'act', by: 'ada', at: BEGIN },
    } as const;
    const rota = rotaOf(told.state.team, { ...told.state.rota.acts, overrides: [override] });
    told.after(MINUTE);
    told.happens({ kind: 'rotaChanged', rota });
    expect(told.rung()).toEqual(['desk-1 firing']);
  });
});

describe('an alert that only this desktop knows', () => {
  it('pages here whoever is on call, and says why', () => {
    const told = story();
    told.sent('disk');
    expect(told.rung()).toEqual(['desk-1 firing']);
    expect(pages(told)[0]).toMatch(
      /Grace is on call for primary, .* It was sent to this desktop only, so it pages you\./,
    );
  });

  it('about a blind source waits for the duty of whoever sits here', () => {
    const told = story();
    for (let minute = 0; minute < 7; minute++) {
      told.failed();
      told.after(MINUTE);
    }
    expect(told.incident().source).toBe('watchbill');
    expect(told.rung()).toEqual([]);
    told.after(HANDOFF);
    expect(told.rung()[0]).toBe('desk-1 firing');
  });

  it('about a blind source comes at once to whoever an escalation would page at once', () => {
    const blind = (page: Escalation['steps'][number]['page'], schedules = [WEEKLY]): string[] => {
      const later = { after: HOUR, page: [{ kind: 'person', person: 'ada' } as const] };
      const steps = [{ after: 0, page }, later];
      const told = story(schedules, [{ id: 'one', name: 'one', steps, repeat: 0 }]);
      for (let minute = 0; minute < 7; minute++) {
        told.failed();
        told.after(MINUTE);
      }
      return told.rung();
    };
    expect(blind([{ kind: 'person', person: 'ada' }])[0]).toBe('desk-1 firing');
    expect(blind([{ kind: 'everyone' }])[0]).toBe('desk-1 firing');
    expect(blind([{ kind: 'schedule', schedule: 'primary' }], [scheduleOf([])])[0]).toBe('desk-1 firing');
    // Theirs is to come, or not at all: a blind desktop is no reason to wake whoever has no duty.
    expect(blind([{ kind: 'person', person: 'linus' }])).toEqual([]);
    expect(blind([{ kind: 'schedule', schedule: 'primary' }])).toEqual([]);
  });

  it('comes here whatever the rota says for somebody who is not in the team', () => {
    const told = story();
    told.state.rota = { ...told.state.rota, people: [personOf('grace')] };
    told.read(['disk']);
    expect(told.rung()).toEqual(['desk-1 firing']);
  });
});
