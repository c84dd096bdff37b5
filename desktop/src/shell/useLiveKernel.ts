import { useEffect } from 'react';
import { followEvents } from '../kernel/eventStream';
import { useKernel } from './kernelDoor';
import { afterDelta, afterEvent, afterGap, afterPull, useLive } from './live';
import { touchedBy, type QueryName } from './touched';

const GATHER_MS = 250;

/** Keeps the one connection open while somebody is signed in, and asks again for what it says has changed. */
export function useLiveKernel(signedIn: boolean): void {
  const { http, queries } = useKernel();
  useEffect(() => {
    if (!signedIn) return;
    const touched = new Map<string, QueryName>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      for (const queryKey of touched.values()) void queries.invalidateQueries({ queryKey });
      touched.clear();
    };
    const stop = followEvents(http, {
      onEvent: (event) => {
        useLive.setState((it) => afterEvent(it, event));
        touchedBy(event).forEach((it) => touched.set(it.join(' '), it));
        timer ??= setTimeout(refresh, GATHER_MS);
      },
      onDelta: (delta) => useLive.setState((it) => afterDelta(it, delta, Date.now())),
      onPull: (pull) => useLive.setState((it) => afterPull(it, pull, Date.now())),
      onConnection: (connection) => {
        useLive.setState({ connection });
        // What was read before the stream began, or while it was away, may be older than its first event.
        if (connection === 'live') void queries.invalidateQueries();
      },
      onGap: () => {
        useLive.setState(afterGap);
        void queries.invalidateQueries();
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [signedIn, http, queries]);
}
