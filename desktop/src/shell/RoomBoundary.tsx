import { Component, type ReactNode } from 'react';
import { ErrorCard } from '../kit/ErrorCard';

/** One room that breaks leaves the house standing. */
export class RoomBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorCard error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}
