import { useState } from 'react';
import type { SourceView } from '../../../contract/views/sources';
import { call } from '../../bridge';
import { RemoveFromTeam } from '../../parts/remove-from-team';
import { useAsked } from '../../parts/use-asked';
import { pollNow } from '../../state/act';
import { useMirror } from '../../state/mirror';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { AddSender } from './add-sender';
import { EditSource } from './edit-source';
import { HowToSendDialog } from './how-to-send-dialog';
import { SourceCard } from './source-card';
import { sourceOrder } from './source-state';
import './sources.css';
import { Unreadable } from './unreadable';
import { WaysIn } from './ways-in';

/** With more sources than this, people know the ways in. */
const FEW = 3;

const list = () => call('sources.list', {});

type Open =
  | { readonly what: 'edit'; readonly source: SourceView | null }
  | { readonly what: 'remove' | 'howToSend'; readonly source: SourceView }
  | { readonly what: 'addSender' }
  | null;

/** Where alerts come from, with the health of each in sight. A failure is never shown as all quiet. */
export function SourcesScreen() {
  // Health is part of the status; the list is fetched again with every change of it.
  const status = useMirror((mirror) => mirror.status);
  const { value: sources, trouble, again } = useAsked(list, status);
  const [open, setOpen] = useState<Open>(null);
  const removing = open?.what === 'remove' ? open.source : null;
  const close = () => setOpen(null);
  const done = (text: string) => {
    close();
    if (text) say('good', text);
    again();
  };
  const polled = sources?.some((source) => source.type !== 'built-in') ?? true;
  return (
    <Screen
      title="Sources"
      tools={
        <>
          <Button glyph="refresh" onClick={() => void pollNow().then(again)}>
            Ask all now
          </Button>
          <Button glyph="plus" onClick={() => setOpen({ what: 'addSender' })}>
            Add a sender
          </Button>
          <Button look="primary" glyph="plus" onClick={() => setOpen({ what: 'edit', source: null })}>
            Add an Alertmanager
          </Button>
        </>
      }
    >
      <div className="sources">
        {trouble && (
          <p className="sources-trouble" role="alert">
            The sources cannot be read: {trouble}. What pages you now is not known here.{' '}
            <Button size="small" onClick={again}>
              Try again
            </Button>
          </p>
        )}
        {sources && !polled && (
          <EmptyState
            glyph="nav-sources"
            title="Nothing can page you yet"
            actions={
              <>
                <Button look="primary" glyph="plus" onClick={() => setOpen({ what: 'edit', source: null })}>
                  Add an Alertmanager
                </Button>
                <Button glyph="plus" onClick={() => setOpen({ what: 'addSender' })}>
                  Add a sender
                </Button>
              </>
            }
          >
            Watchbill can ask a Prometheus Alertmanager, or be sent to by anything that can call PagerDuty or
            a webhook.
          </EmptyState>
        )}
        {sources && sources.length > 0 && (
          <ul className="sources-list" aria-label="Sources">
            {sourceOrder(sources).map((source) => (
              <li key={source.id}>
                <SourceCard
                  source={source}
                  onEdit={() => setOpen({ what: 'edit', source })}
                  onRemove={() => setOpen({ what: 'remove', source })}
                  onHowToSend={() => setOpen({ what: 'howToSend', source })}
                />
              </li>
            ))}
          </ul>
        )}
        {sources && polled && sources.length <= FEW && (
          <WaysIn
            onAlertmanager={() => setOpen({ what: 'edit', source: null })}
            onSender={() => setOpen({ what: 'addSender' })}
            onHowToSend={() => {
              const listener = sources.find(({ type }) => type === 'built-in');
              if (listener) setOpen({ what: 'howToSend', source: listener });
            }}
          />
        )}
        <Unreadable because={status} />
      </div>
      <EditSource
        open={open?.what === 'edit'}
        source={open?.what === 'edit' ? open.source : null}
        onClose={close}
        onSaved={done}
      />
      <AddSender
        open={open?.what === 'addSender'}
        onClose={close}
        onAdded={(id, text) => {
          say('good', text || 'Added');
          again();
          setOpen({ what: 'howToSend', source: { id, title: id } as SourceView });
        }}
      />
      <RemoveFromTeam
        name={removing?.title ?? null}
        text="It goes out of watchbill.yaml, so nobody in the team is paged by it any more. Its incidents stay in the history."
        remove={() => call('sources.remove', { id: removing?.id ?? '' })}
        onClose={close}
        onRemoved={done}
      />
      <HowToSendDialog source={open?.what === 'howToSend' ? open.source : null} onClose={close} />
    </Screen>
  );
}
