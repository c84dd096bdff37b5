import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './kit/tokens.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './kernel/problem';
import { approvalsApp } from './rooms/approvals/app';
import { artifactsApp } from './rooms/artifacts/app';
import { filesApp } from './rooms/files/app';
import { homeApp } from './rooms/home/app';
import { networkApp } from './rooms/network/app';
import { runsApp } from './rooms/runs/app';
import { settingsApp } from './rooms/settings/app';
import { spendApp } from './rooms/spend/app';
import { terminalApp } from './rooms/terminal/app';
import { Desktop } from './shell/Desktop';
import { KernelProvider, openKernel } from './shell/kernelDoor';
import { sessionLost } from './shell/session';

/** The composition root: the only file that knows every room. */
const apps = [homeApp, runsApp, filesApp, terminalApp, artifactsApp, approvalsApp, networkApp, spendApp, settingsApp];

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
});

const root = document.getElementById('desktop');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <KernelProvider value={openKernel(queries, sessionLost)}>
          <Desktop apps={apps} />
        </KernelProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
