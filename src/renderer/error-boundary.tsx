import { Component, type ReactNode } from 'react';
import { Button } from './ui/button';
import { EmptyState } from './ui/empty-state';

/** Keeps a screen that breaks from taking the window with it; another `name` tries again. */
export class ErrorBoundary extends Component<
  { name: string; children: ReactNode },
  { error: Error | null; name: string }
> {
  override state = { error: null, name: this.props.name };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps(props: { name: string }, state: { name: string }) {
    return props.name === state.name ? null : { error: null, name: props.name };
  }

  override render() {
    const { error } = this.state as { error: Error | null };
    if (!error) return this.props.children;
    return (
      <EmptyState
        glyph="warning"
        tone="bad"
        title="This screen broke"
        actions={<Button onClick={() => this.setState({ error: null })}>Try again</Button>}
      >
        <p>The pager runs on by itself: pages still ring and can be answered on the pop-up.</p>
        <p className="mono selectable">{error.message}</p>
      </EmptyState>
    );
  }
}
