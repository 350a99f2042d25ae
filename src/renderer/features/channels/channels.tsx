import { useState } from 'react';
import type { ChannelView } from '../../../contract/channels/channel-views';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { goTo } from '../../state/screen';
import { say } from '../../state/toasts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Screen, Section } from '../../ui/screen';
import { ChannelCard } from './channel-card';
import { ChannelDialog } from './channel-dialog';
import './channels.css';
import { LocalChannels } from './local-channels';
import { QuietHours } from './quiet-hours';
import { RemoveChannel } from './remove-channel';
import { RulesEditor } from './rules-editor';
import { useTests } from './use-tests';

const ask = () => call('channels.list', {});

/** How whoever sits here is reached: their channels, how the last page and test by each went, and when each pages. */
export function ReachScreen() {
  // A page went out by one of them.
  const paged = useMirror((mirror) => JSON.stringify(mirror.status?.channels.map(({ id, at }) => [id, at])));
  const { value: view, trouble, again } = useAsked(ask, paged);
  const { running, results, test } = useTests(again);
  const [editing, setEditing] = useState<ChannelView | 'new' | null>(null);
  const [removing, setRemoving] = useState<ChannelView | null>(null);
  const add = (
    <Button look="primary" glyph="plus" disabled={!view || view.locked} onClick={() => setEditing('new')}>
      Add a channel
    </Button>
  );

  function saved(id: string, text: string, testIt: boolean): void {
    setEditing(null);
    say('good', text);
    again();
    if (testIt) void test(id);
  }

  return (
    <Screen title="How you are reached" tools={add}>
      {trouble && (
        <p className="reach-trouble" role="alert">
          How you are reached cannot be read: {trouble}.{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {view && (
        <div className="reach">
          {view.problem && (
            <p className="reach-trouble" role="alert">
              {view.problem}
            </p>
          )}
          <Section
            title="When each of them pages"
            text="A page begins at once and goes on along its line until somebody answers. Every reminder begins it anew."
          >
            <RulesEditor view={view} onSaved={again} />
            <QuietHours quiet={view.quiet} />
          </Section>
          <Section
            title="Your channels"
            text="They page you away from this desktop. They are yours alone: the team file knows nothing of them."
          >
            {view.channels.length === 0 ? (
              <EmptyState glyph="phone" title="Only this desktop pages you" actions={add}>
                Away from it, or with its lid shut, no page reaches you. Add a push on your phone, a call, a
                chat or your e-mail, and see by a test that it arrives.
              </EmptyState>
            ) : (
              <ul className="reach-cards" aria-label="Your channels">
                {view.channels.map((channel) => (
                  <li key={channel.id}>
                    <ChannelCard
                      channel={channel}
                      type={view.types.find(({ type }) => type === channel.type) ?? null}
                      used={view.rules.some((rule) => rule.channel === channel.id)}
                      since={running.get(channel.id) ?? null}
                      result={results.get(channel.id) ?? null}
                      locked={view.locked}
                      onTest={() => void test(channel.id)}
                      onEdit={() => setEditing(channel)}
                      onRemove={() => setRemoving(channel)}
                    />
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section
            title="This desktop"
            text="Needs no set-up."
            tools={<Button onClick={() => goTo('practice')}>Practice page…</Button>}
          >
            <LocalChannels local={view.local} />
          </Section>
        </div>
      )}
      {view && (
        <ChannelDialog
          key={editing === null ? '' : editing === 'new' ? 'new' : `edit-${editing.id}`}
          open={editing !== null}
          known={editing === 'new' ? null : editing}
          view={view}
          onClose={() => setEditing(null)}
          onSaved={saved}
        />
      )}
      <RemoveChannel
        channel={removing}
        onClose={() => setRemoving(null)}
        onRemoved={(text) => {
          setRemoving(null);
          say('good', text);
          again();
        }}
      />
    </Screen>
  );
}
