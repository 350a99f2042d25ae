import { useCommands } from '../../keys/commands';
import { isTeamFile } from '../../lib/is-team-file';
import { closeIncident, goTo } from '../../state/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Actions } from './actions';
import { Answers } from './answers';
import { Earlier } from './earlier';
import { Facts } from './facts';
import { Head } from './head';
import './incident.css';
import { Labels } from './labels';
import { NoteField } from './note-field';
import { Pages } from './pages';
import { PartsList } from './parts-list';
import { PlanAhead } from './plan-ahead';
import { Story } from './story';
import { useIncident } from './use-incident';

/** Everything about one incident, in the pane beside the queue or, `full`, in the whole window. */
export function Incident({ id, full }: { id: string; full: boolean }) {
  const { incident, state, error, more: showEarlier } = useIncident(id);
  useCommands(full ? { back: closeIncident } : {}, 10);
  if (!incident)
    return state === 'waiting' ? (
      <section className="incident" aria-label="Incident" aria-busy="true" />
    ) : (
      <NotHere state={state} error={error} />
    );
  const { description, annotations, story, pages, earlier } = incident;
  const allPages = pages.length + earlier.pages;
  // A runbook that no button opens is at least to be read.
  const opens = incident.runbook !== null && (incident.runbook.openable || isTeamFile(incident.runbook.href));
  const elsewhere = ['summary', 'description', ...(opens ? ['runbook_url', 'runbook'] : [])];
  const more = annotations.filter(([name]) => !elsewhere.includes(name));
  return (
    <section className="incident" aria-label={`Incident ${incident.number}`} data-full={full || undefined}>
      <div className="incident-top">
        <Head incident={incident} full={full} />
        <Actions incident={incident} />
      </div>
      <div className="incident-scroll" key={incident.id}>
        <div className="incident-body">
          <div className="incident-main">
            <Answers incident={incident} />
            <div className="incident-facts-here">
              <Facts incident={incident} />
            </div>
            {incident.parts.length > 0 && (
              <Part title={`${(incident.members + 1).toLocaleString('en')} alerts, one incident`}>
                <PartsList parts={incident.parts} total={incident.members} />
              </Part>
            )}
            {description && (
              <Part title="Description">
                <p className="incident-text selectable">
                  <bdi>{description}</bdi>
                </p>
              </Part>
            )}
            <Part title="Labels">
              <Labels labels={incident.labels} />
            </Part>
            {more.length > 0 && (
              <Part title="Annotations">
                <dl className="incident-notes selectable">
                  {more.map(([name, value]) => (
                    <div key={name}>
                      <dt className="mono">
                        <bdi>{name}</bdi>
                      </dt>
                      <dd>
                        <bdi>{value}</bdi>
                      </dd>
                    </div>
                  ))}
                </dl>
              </Part>
            )}
            <Part title="Story">
              <Story lines={story} earlier={earlier.facts} onEarlier={showEarlier} />
              <NoteField id={incident.id} />
            </Part>
          </div>
          <div className="incident-aside">
            <div className="incident-facts-aside">
              <Facts incident={incident} />
            </div>
            {incident.plan && (
              <Part title="If nobody answers">
                <PlanAhead plan={incident.plan} />
              </Part>
            )}
            <Part title={allPages === 1 ? '1 page' : `${allPages.toLocaleString('en')} pages`}>
              {earlier.pages > 0 && (
                <Earlier words={`${earlier.pages.toLocaleString('en')} earlier pages`} onShow={showEarlier} />
              )}
              <Pages pages={pages} />
            </Part>
          </div>
        </div>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="part" aria-label={title}>
      <h3 className="part-title">{title}</h3>
      {children}
    </section>
  );
}

function NotHere({ state, error }: { state: string; error: string }) {
  return (
    <section className="incident" aria-label="Incident">
      <EmptyState
        glyph="help"
        title={state === 'gone' ? 'This incident is not here' : 'The incident could not be read'}
        actions={
          <Button
            onClick={() => {
              closeIncident();
              goTo('queue');
            }}
          >
            Back to the queue
          </Button>
        }
      >
        <p>{error || 'It may belong to another team folder, or be older than what this desktop keeps.'}</p>
      </EmptyState>
    </section>
  );
}
