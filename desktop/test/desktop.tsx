import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { usePreferences } from '../src/kit/preferences';
import { approvalsApp } from '../src/rooms/approvals/app';
import { artifactsApp } from '../src/rooms/artifacts/app';
import { filesApp } from '../src/rooms/files/app';
import { homeApp } from '../src/rooms/home/app';
import { networkApp } from '../src/rooms/network/app';
import { runsApp } from '../src/rooms/runs/app';
import { settingsApp } from '../src/rooms/settings/app';
import { spendApp } from '../src/rooms/spend/app';
import { terminalApp } from '../src/rooms/terminal/app';
import { Desktop } from '../src/shell/Desktop';
import { KernelProvider, openKernel } from '../src/shell/kernelDoor';
import { silentLive, useLive } from '../src/shell/live';
import { sessionLost, useSession } from '../src/shell/session';
import type { FakeKernel } from './fakeKernel';

const apps = [homeApp, runsApp, filesApp, terminalApp, artifactsApp, approvalsApp, networkApp, spendApp, settingsApp];

/** Requests to the kernel as if it had served the page; what is uploaded arrives without its parts. */
function uploadTo(kernel: string, send: typeof fetch) {
  return class {
    status = 0;
    responseText = '';
    upload: { onprogress: ((event: ProgressEvent) => void) | null } = { onprogress: null };
    onload = () => undefined as unknown;
    onerror = () => undefined as unknown;
    #path = '';
    #headers: Record<string, string> = {};
    open(_method: 'POST', path: string) {
      this.#path = path;
    }
    setRequestHeader(name: string, value: string) {
      this.#headers[name] = value;
    }
    send() {
      send(new URL(this.#path, kernel), { method: 'POST', headers: this.#headers }).then(
        async (response) => {
          this.status = response.status;
          this.responseText = await response.text();
          this.onload();
        },
        () => this.onerror(),
      );
    }
  };
}

/** What a browser has and jsdom lacks. */
function likeABrowser(kernel: FakeKernel) {
  const real = fetch;
  const { url } = kernel;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(new URL(path, url), init));
  vi.stubGlobal('XMLHttpRequest', uploadTo(url, real));
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  // Long lists draw what fits into their box.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 400 });
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.hasPointerCapture = () => false;
}

/** Opens the whole desktop at an address, as a browser with this kernel would. */
export function openDesktop(kernel: FakeKernel, address = '/') {
  likeABrowser(kernel);
  history.replaceState(null, '', address);
  usePreferences.setState({ ...usePreferences.getInitialState(), language: 'en' });
  kernel.settings.language = 'en';
  useLive.setState(silentLive, true);
  useSession.setState({ state: 'unknown', me: null });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } });
  const page = render(
    <QueryClientProvider client={queries}>
      <KernelProvider value={openKernel(queries, sessionLost)}>
        <Desktop apps={apps} />
      </KernelProvider>
    </QueryClientProvider>,
  );
  return {
    close: () => {
      page.unmount();
      queries.clear();
      vi.unstubAllGlobals();
    },
  };
}
