import { useState } from 'react';
import { useCommands } from '../keys/commands';
import { keyOf } from '../keys/keys';
import { snoozeChoices } from '../lib/snooze-choices';
import { snooze } from '../state/act';
import { useZone } from '../state/mirror';
import { Button } from './button';
import { Menu, MenuItem } from './menu';

/** The Snooze button and its four choices; the key s opens it, `priority` as in useCommands. */
export function SnoozeMenu({
  ids,
  priority,
  look = 'plain',
  size = 'normal',
  side = 'bottom',
  onDone,
}: {
  ids: readonly string[];
  priority: number;
  look?: 'plain' | 'quiet';
  size?: 'normal' | 'small';
  side?: 'top' | 'bottom';
  onDone?: () => void;
}) {
  const [open, setOpen] = useState(false);
  const [openedAt, setOpenedAt] = useState(0);
  const zone = useZone();

  function change(next: boolean): void {
    if (next) setOpenedAt(Date.now());
    setOpen(next);
  }

  useCommands({ snooze: () => change(true) }, priority);
  return (
    <Menu
      open={open}
      onOpenChange={change}
      side={side}
      trigger={
        <Button look={look} size={size} glyph="snooze" keyHint={keyOf('snooze')} aria-keyshortcuts="s">
          Snooze
        </Button>
      }
    >
      {snoozeChoices(openedAt, zone).map((choice) => (
        <MenuItem
          key={choice.words}
          detail={choice.at}
          onSelect={() => {
            void snooze(ids, choice.until);
            onDone?.();
          }}
        >
          {choice.words}
        </MenuItem>
      ))}
    </Menu>
  );
}
