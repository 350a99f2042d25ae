import { useRef } from 'react';
import type { EscalationDraft, PolicyView, ServiceDraft } from '../../../contract/policy/policy-views';
import { call } from '../../bridge';
import { openPolicy } from '../../parts/policy-place';
import { moved } from '../../parts/schedule-lists';
import { Grip, MoveButtons, type Reorder, useReorder } from '../../parts/schedule-reorder';
import { tell } from '../../state/act';
import { goTo } from '../../state/screen';
import { say } from '../../state/toasts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Screen, Section } from '../../ui/screen';
import { keyOf, usePolicyDrafts } from './policy-drafts';
import { stepTimes, targetWords } from './step-times';

/** All services in their order, all escalations as time lines. */
export function PolicyList({ view, onChanged }: { view: PolicyView; onChanged: () => void }) {
  const { services, escalations } = view;
  const list = useRef<HTMLOListElement>(null);
  const move = (from: number, to: number) =>
    void tell(async () => {
      const { id } = moved(services, from, to)[to] as ServiceDraft;
      const { ok, text } = await call('policy.save', { change: { kind: 'moveService', id, to } });
      if (!ok) say('bad', text);
      onChanged();
    });
  const reorder = useReorder(list, services.length, move);
  return (
    <Screen
      title="Policies"
      tools={
        <>
          <Button glyph="help" onClick={() => goTo('explain')}>
            Explain
          </Button>
          <Button glyph="sound-off" onClick={() => goTo('noise')}>
            Noise report
          </Button>
        </>
      }
    >
      {view.locked !== '' && (
        <p className="policy-wrong" role="alert">
          Nothing can be saved now: {view.locked}.
        </p>
      )}
      <Section
        title="Services"
        text="An alert belongs to the first one that matches. What none takes is unrouted, and pages all the same."
        tools={
          <Button look="primary" glyph="plus" onClick={() => openPolicy({ kind: 'service', id: null })}>
            New service
          </Button>
        }
      >
        {services.length === 0 ? (
          <EmptyState glyph="service" title="No service yet">
            Every alert is unrouted until there is one.
          </EmptyState>
        ) : (
          <ol className="policy-services" ref={list} aria-label="Services">
            {services.map((service, index) => (
              <ServiceRow key={service.id} service={service} index={index} view={view} reorder={reorder} />
            ))}
          </ol>
        )}
      </Section>
      <Section
        title="Escalations"
        text="Who is paged when, until somebody answers."
        tools={
          <Button glyph="plus" onClick={() => openPolicy({ kind: 'escalation', id: null })}>
            New escalation
          </Button>
        }
      >
        {escalations.length === 0 ? (
          <p className="muted">None yet: whoever is on call first is paged, everyone after 5 min.</p>
        ) : (
          <ul className="policy-escalations" aria-label="Escalations">
            {escalations.map((escalation) => (
              <EscalationRow key={escalation.id} escalation={escalation} view={view} />
            ))}
          </ul>
        )}
      </Section>
    </Screen>
  );
}

function ServiceRow({
  service,
  index,
  view,
  reorder,
}: {
  service: ServiceDraft;
  index: number;
  view: PolicyView;
  reorder: Reorder;
}) {
  const name = service.name || service.id;
  const unsaved = usePolicyDrafts(
    (drafts) => drafts.held[keyOf({ kind: 'service', id: service.id })] !== undefined,
  );
  const escalation = view.escalations.find(({ id }) => id === service.escalation);
  return (
    <li className={`policy-service ${reorder.dragged === index ? 'step-dragged' : ''}`} data-item="">
      <Grip reorder={reorder} at={index} name={`service ${name}`} />
      <button
        type="button"
        className="policy-open"
        onClick={() => openPolicy({ kind: 'service', id: service.id })}
      >
        <span className="policy-name">
          <span className="only-read">Edit service </span>
          <bdi>{name}</bdi> {unsaved && <Badge tone="accent">Not saved</Badge>}
        </span>
        <span className="policy-match">
          {service.match.length === 0
            ? 'every alert'
            : service.match.map((matcher) => <code key={matcher}>{matcher}</code>)}
        </span>
        <span className="policy-badges">
          <Badge glyph="escalate">{escalation ? escalation.name || escalation.id : 'as usual'}</Badge>
          {service.urgency !== 'severity' && <Badge>{service.urgency} urgency</Badge>}
          {service.supportHours && <Badge glyph="clock">support hours</Badge>}
          {service.hold !== '' && <Badge glyph="pause">hold {service.hold}</Badge>}
          {service.group && <Badge glyph="group">grouped</Badge>}
          {service.flapping && <Badge>flapping</Badge>}
        </span>
      </button>
      <MoveButtons reorder={reorder} at={index} name={`Service ${name}`} />
    </li>
  );
}

function EscalationRow({ escalation, view }: { escalation: EscalationDraft; view: PolicyView }) {
  const name = escalation.name || escalation.id;
  const unsaved = usePolicyDrafts(
    (drafts) => drafts.held[keyOf({ kind: 'escalation', id: escalation.id })] !== undefined,
  );
  const users = view.services.filter((service) => service.escalation === escalation.id);
  const times = stepTimes(escalation.steps);
  return (
    <li className="policy-escalation">
      <button
        type="button"
        className="policy-open"
        onClick={() => openPolicy({ kind: 'escalation', id: escalation.id })}
      >
        <span className="policy-name">
          <span className="only-read">Edit escalation </span>
          <bdi>{name}</bdi> {unsaved && <Badge tone="accent">Not saved</Badge>}
        </span>
        <span className="policy-line">
          {escalation.steps.map((step, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className="policy-step">
              <span className="policy-time">{times[index] || '?'}</span>{' '}
              <bdi>
                {step.page.map((target) => targetWords(target, view)).join(step.roundRobin ? ' or ' : ', ')}
              </bdi>
            </span>
          ))}
          {escalation.repeat !== '' && <span className="policy-step">{againWords(escalation.repeat)}</span>}
        </span>
        <span className="policy-users muted">
          {users.length === 0
            ? 'No service uses it.'
            : `For ${users.map((user) => user.name || user.id).join(', ')}.`}
        </span>
      </button>
    </li>
  );
}

/** `again once`, `again 3 times`; what is typed is shown as it is. */
function againWords(repeat: string): string {
  return repeat.trim() === '1' ? 'again once' : `again ${repeat} times`;
}
