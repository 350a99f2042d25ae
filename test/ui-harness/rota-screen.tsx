import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { useHandoverPlace } from '../../src/renderer/parts/schedule-handover-place';
import { useSchedulePlace } from '../../src/renderer/parts/schedule-place';
import { connect } from '../../src/renderer/state/connect';
import { useMirror } from '../../src/renderer/state/mirror';
import { useScreen } from '../../src/renderer/state/screen';
import { useToasts } from '../../src/renderer/state/toasts';
import { checkedBridge } from './checked-bridge';
import { RotaFake, type RotaScene } from './rota-fake';

/** A Monday at noon; the zones of the team are in winter time. */
export const NOW = Date.parse('2026-11-23T12:00:00Z');
let stop = () => {};

/** Shows a screen over a rota in memory, connected as the window is. */
export function showRota(what: ReactElement, scene: RotaScene = {}) {
  useMirror.setState(useMirror.getInitialState(), true);
  useScreen.setState(useScreen.getInitialState(), true);
  useToasts.setState({ toasts: [] });
  useSchedulePlace.setState({ open: null });
  useHandoverPlace.setState({ open: null });
  const fake = new RotaFake(scene, NOW);
  Object.assign(window, { watchbill: checkedBridge(fake.bridge) });
  stop();
  stop = connect();
  const view = render(what);
  return { fake, view, user: userEvent.setup() };
}

/** Faults that a screen reader would meet, in words; colours are not laid out here. */
export async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}
