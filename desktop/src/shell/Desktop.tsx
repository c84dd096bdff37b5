import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Problem, Unreachable } from '../kernel/problem';
import type { App } from './app';
import { Frame } from './Frame';
import { useKernel } from './kernelDoor';
import { useStatus } from './queries';
import { sessionLost, signedIn, signedOut, useSession } from './session';
import { StartScreen } from './StartScreen';
import { roomsOpen, startupPart } from './startup';
import { useAppearance, useSharedPreferences } from './useAppearance';
import { useLive } from './live';
import { useLiveKernel } from './useLiveKernel';

const Again = lazy(() => import('./Again').then((it) => ({ default: it.Again })));
const SignInScreen = lazy(() => import('./SignIn').then((it) => ({ default: it.SignInScreen })));

/** The desktop from the first moment: start, sign-in, frame. */
export function Desktop({ apps }: { apps: readonly App[] }) {
  useAppearance();
  const { api } = useKernel();
  const state = useSession((it) => it.state);
  const ready = useQuery({
    queryKey: ['ready'],
    queryFn: api.ready,
    enabled: state === 'unknown',
    retry: true,
    retryDelay: 700,
    staleTime: Infinity,
  });
  const me = useQuery({
    queryKey: ['me'],
    queryFn: api.me,
    enabled: state === 'unknown' && ready.isSuccess,
    staleTime: Infinity,
    retry: (count, error) => !(error instanceof Problem && error.status === 401) && count < 5,
  });
  useEffect(() => {
    if (me.data && state === 'unknown') signedIn(me.data);
  }, [me.data, state]);
  useEffect(() => {
    if (me.error instanceof Problem && me.error.status === 401) sessionLost();
    else if (me.error) signedOut();
  }, [me.error]);

  if (state === 'signedOut') {
    return (
      <Suspense>
        <SignInScreen />
      </Suspense>
    );
  }
  if (state === 'unknown') {
    const away = ready.failureCount > 1 && ready.failureReason instanceof Unreachable;
    const words = away ? 'start.unreachable' : ready.isSuccess ? 'start.who' : 'start.kernel';
    const part = startupPart({ ready: ready.isSuccess, asked: false, rooms: null, connected: false });
    return <StartScreen part={part} words={words} trouble={away} />;
  }
  return (
    <>
      <SignedIn apps={apps} />
      <Suspense>{state === 'expired' && <Again />}</Suspense>
    </>
  );
}

function SignedIn({ apps }: { apps: readonly App[] }) {
  const state = useSession((it) => it.state);
  useLiveKernel(state === 'signedIn');
  useSharedPreferences();
  const status = useStatus();
  const connected = useLive((it) => it.connection === 'live');
  // Without the status the rooms can still be shown: each says for itself what it lacks.
  if (status.isPending) {
    const rooms = null;
    return <StartScreen part={startupPart({ ready: true, asked: true, rooms, connected })} words="start.rooms" />;
  }
  if (status.data && !status.data.ready) {
    const rooms = roomsOpen(status.data.rooms);
    return <StartScreen part={startupPart({ ready: true, asked: true, rooms, connected })} words="start.rooms" />;
  }
  return <Frame apps={apps} />;
}
