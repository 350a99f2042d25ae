import { useState } from 'react';
import { makeLabels } from '../../core/alert/labels';
import { printMatcher } from '../../core/alert/matcher';
import { matchersOf } from '../../core/mute/matchers-of';
import { Button, type ButtonLook } from '../ui/button';
import { SilenceDialog } from './silence-dialog';
import type { MatcherChip } from './silence-form';

type Pairs = ReadonlyArray<readonly [string, string]>;

/**
 * "Silence…": an alert is silenced in two clicks, this button and the one in the dialog that says until when. What tells
 * the alert is chosen there, what varies is offered. Disabled for an alert without labels: a silence cannot name it.
 */
export function SilencePicker({ labels, ...look }: { labels: Pairs } & Pick<ButtonLook, 'look' | 'size'>) {
  const [open, setOpen] = useState(false);
  const chips = chipsOf(labels);
  return (
    <>
      <Button
        {...look}
        glyph="state-silenced"
        disabled={chips.length === 0}
        title={
          chips.length === 0
            ? 'It has no labels that a silence could name'
            : 'Hold back pages about such alerts'
        }
        onClick={() => setOpen(true)}
      >
        Silence…
      </Button>
      {open && <SilenceDialog chips={chips} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What a silence of an alert begins with. */
export function chipsOf(labels: Pairs): readonly MatcherChip[] {
  return matchersOf(makeLabels(labels)).map(({ matcher, initially }) => ({
    text: printMatcher(matcher),
    chosen: initially,
  }));
}
