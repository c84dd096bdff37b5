import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { createApi, type Api } from '../kernel/api';
import { createHttp, type Http } from '../kernel/http';

/** The way from components to the kernel. */
export interface KernelDoor {
  http: Http;
  api: Api;
  queries: QueryClient;
}

export function openKernel(queries: QueryClient, onUnauthenticated: () => void): KernelDoor {
  const http = createHttp(onUnauthenticated);
  return { http, api: createApi(http), queries };
}

const Door = createContext<KernelDoor | null>(null);

export const KernelProvider = Door.Provider;

export function useKernel(): KernelDoor {
  const door = useContext(Door);
  if (!door) throw new Error('useKernel needs a KernelProvider above it.');
  return door;
}
