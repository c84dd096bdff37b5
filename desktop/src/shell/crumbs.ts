import { useEffect } from 'react';
import { create } from 'zustand';

export interface Crumb {
  label: string;
  path?: string;
}

export const useCrumbStore = create<{ crumbs: readonly Crumb[] }>(() => ({ crumbs: [] }));

/** Says where in its room the person is, for as long as the component is mounted. */
export function useCrumbs(...crumbs: Crumb[]): void {
  const key = JSON.stringify(crumbs);
  useEffect(() => {
    useCrumbStore.setState({ crumbs: JSON.parse(key) as Crumb[] });
    return () => useCrumbStore.setState({ crumbs: [] });
  }, [key]);
}
