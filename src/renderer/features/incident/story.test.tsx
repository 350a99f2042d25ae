// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeEngine } from '../../../../test/ui-harness/fake-engine';
import type { StoryLine } from '../../../contract/views/incident';
import { useMirror } from '../../state/mirror';
import { Story } from './story';

const at = (text: string) => Date.parse(text);
const line = (part: Partial<StoryLine>): StoryLine => ({
  at: at('2026-03-14T23:30:00Z'),
  kind: 'opened',
  text: 'prod-alertmanager reported it firing',
  detail: '',
  tone: 'plain',
  actor: null,
  ...part,
});

afterEach(() => {
  cleanup();
  useMirror.setState(useMirror.getInitialState(), true);
});

describe('Story', () => {
  it('tells every fact once, in order, with its time, tone and who', () => {
    const { me } = new FakeEngine({ incidents: 1 }, 0).status();
    render(
      <Story
        lines={[
          line({}),
          line({
            kind: 'delivered',
            text: 'Notification: refused',
            detail: 'did not answer within 4 s',
            tone: 'bad',
          }),
          line({
            kind: 'acknowledged',
            text: 'Ada acknowledged after 40 s',
            actor: { name: me.name, person: me },
          }),
        ]}
      />,
    );
    const told = [...document.querySelectorAll<HTMLElement>('.story-line')];
    expect(told.map(({ dataset }) => dataset.kind)).toEqual(['opened', 'delivered', 'acknowledged']);
    expect(told[1]?.className).toContain('story-bad');
    expect(told[1]?.textContent).toContain('did not answer within 4 s');
    expect(told[2]?.textContent).toContain('Ada Okafor');
    expect(told[0]?.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-14T23:30:00.000Z');
  });

  it('heads each day of the person’s own zone', () => {
    // 23:30 UTC is already the next day in Berlin; an hour earlier is not.
    useMirror.setState({ status: new FakeEngine({ incidents: 0 }, 0).status() });
    render(
      <Story
        lines={[
          line({ at: at('2026-03-14T22:30:00Z') }),
          line({ at: at('2026-03-14T23:30:00Z') }),
          line({ at: at('2026-03-14T23:40:00Z') }),
        ]}
      />,
    );
    const days = [...document.querySelectorAll('.story-day')].map(({ textContent }) => textContent);
    expect(days).toHaveLength(2);
    expect(days[0]).toMatch(/14 March/);
    expect(days[1]).toMatch(/15 March/);
    expect([...document.querySelectorAll('time')].map(({ title }) => title)[1]).toMatch(/00:30:00 CET/);
  });

  it('shows a note as text, with its line breaks, never as markup', () => {
    render(
      <Story lines={[line({ kind: 'noted', text: '<b onclick=alert(1)>bold</b>', detail: 'one\ntwo' })]} />,
    );
    expect(screen.getByText('<b onclick=alert(1)>bold</b>').tagName).toBe('BDI');
    expect(document.querySelector('b')).toBeNull();
  });

  it('has a glyph of its own for every kind of fact', () => {
    const kinds: StoryLine['kind'][] = [
      'opened',
      'seen',
      'suppressed',
      'unsuppressed',
      'missed',
      'foundAgain',
      'acknowledged',
      'snoozed',
      'unacknowledged',
      'resolved',
      'noted',
      'paged',
      'notPaged',
      'delivered',
      'writeBack',
    ];
    render(<Story lines={kinds.map((kind) => line({ kind }))} />);
    for (const one of document.querySelectorAll<HTMLElement>('.story-line')) {
      expect(one.querySelectorAll('.story-glyph svg > *').length, one.dataset.kind).toBeGreaterThan(0);
    }
  });
});
