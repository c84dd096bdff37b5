import type { EngineName, WebChange, WebSettings, WebTest } from '../src/kernel/web';
import type { Answer } from './fakeHttp';

const TITLES: Record<EngineName, string> = { searxng: 'SearXNG', brave: 'Brave', duckduckgo: 'DuckDuckGo' };
const NAMES: EngineName[] = ['searxng', 'brave', 'duckduckgo'];

/** How the made-up kernel's agents use the web. */
export class FakeWeb {
  asked: EngineName[] = [...NAMES];
  key = '';
  settings: Omit<WebSettings, 'engines' | 'brave_key'> = {
    searxng_url: '',
    robots_ignored: [],
    own_addresses: [],
    max_bytes: 1 << 20,
    timeout_seconds: 30,
  };
  readonly tested: EngineName[] = [];

  answer(pattern: string, body: Record<string, unknown>): Answer | null {
    if (pattern === 'GET /v1/web') return [200, this.#view()];
    if (pattern === 'PUT /v1/web') return this.#save(body);
    return pattern === 'POST /v1/web/test' ? [200, this.#test(body['engine'] as EngineName)] : null;
  }

  #save({ engines, brave_key, ...rest }: WebChange): Answer {
    if (rest.own_addresses?.some((it) => it.includes('169.254')))
      return [400, { code: 'invalid', detail: '169.254.169.254 is never reached from here.' }];
    if (engines) this.asked = engines;
    if (brave_key !== undefined) this.key = brave_key ?? '';
    Object.assign(this.settings, rest);
    return [200, this.#view()];
  }

  #test(engine: EngineName): WebTest {
    this.tested.push(engine);
    const problem = this.#problem(engine);
    return {
      engine,
      status: problem ? 'error' : 'ok',
      message: problem || `${TITLES[engine]} answers; 3 results for 'weather'.`,
      results: problem ? 0 : 3,
      duration_ms: 412,
    };
  }

  #problem(name: EngineName): string {
    if (name === 'brave') return this.key ? '' : 'Brave has no key; enter one under Settings, Web.';
    if (name === 'searxng')
      return this.settings.searxng_url ? '' : 'SearXNG has no address; enter one under Settings, Web.';
    return '';
  }

  #view(): WebSettings {
    const others = NAMES.filter((it) => !this.asked.includes(it));
    return {
      ...this.settings,
      brave_key: this.key ? `****${this.key.slice(-4)}` : '',
      engines: [...this.asked, ...others].map((name) => ({
        name,
        title: TITLES[name],
        asked: this.asked.includes(name),
        ready: this.#problem(name) === '',
        problem: this.#problem(name),
        circuit: { state: 'closed' },
      })),
    };
  }
}
