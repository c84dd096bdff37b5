import type { Model, Preset, Provider } from '../src/kernel/models';
import type { Persona, Project, Receipt, Settings, SystemStatus, ToolSpec } from '../src/kernel/objects';

const created_at = '2026-11-01T08:00:00Z';
const times = { created_at, updated_at: created_at };

function persona(id: string, name: string, icon: string, color: Persona['color'], description: string): Persona {
  const restarts = { restarts: 0, restart_pause_ms: 60_000 };
  const system_prompt = `You are ${name}. Work in small steps and cite receipts.`;
  return {
    id,
    name,
    description,
    system_prompt,
    icon,
    color,
    allowed_tools: [],
    ...restarts,
    is_builtin: true,
    ...times,
  };
}

export const personas: Persona[] = [
  persona('pers-assistant', 'Assistant', 'sparkles', 'blue', 'Helps with anything, asks when unsure.'),
  persona('pers-researcher', 'Researcher', 'microscope', 'emerald', 'Reads much, concludes carefully, names sources.'),
  persona('pers-creator', 'Creator', 'palette', 'violet', 'Writes and draws for people to read.'),
  persona('pers-coder', 'Coder', 'code', 'amber', 'Writes code, runs it, and believes only tests.'),
];

function model(id: string, is_local: boolean, more: Partial<Model> = {}): Model {
  const provider = id.slice(0, id.indexOf('/'));
  return {
    id,
    name: id.slice(provider.length + 1),
    provider,
    role: 'general',
    size: '',
    base_url: '',
    is_local,
    available: true,
    default: id === 'ollama/qwen3:8b',
    context_tokens: 131_072,
    supports: { tools: true, vision: !is_local, json: true, reasoning: false, embedding: false },
    ...(is_local ? { price: { input: '0', output: '0' } } : {}),
    tags: [],
    ...more,
  };
}

export const models: Model[] = [
  model('builtin/commands', true),
  model('ollama/qwen3:8b', true, { size: '8.2B', family: 'flash' }),
  model('ollama/llama3.2', true, { size: '3.2B', family: 'flash' }),
  model('ollama/nomic-embed-text', true, {
    role: 'embedding',
    supports: { tools: false, vision: false, json: false, reasoning: false, embedding: true },
  }),
  model('ollama/qwen3:1.7b', true, { size: '1.7B', family: 'flash', available: false }),
  model('openai/gpt-5.2', false, {
    available: false,
    family: 'frontier',
    context_tokens: 400_000,
    price: { input: '1.75', output: '14', cached: '0.175' },
    supports: { tools: true, vision: true, json: true, reasoning: true, embedding: false },
  }),
  model('openrouter/somebody/new-model', false),
];

const closed = { state: 'closed' } as const;

export const providers: Provider[] = [
  {
    name: 'openai',
    title: 'OpenAI',
    available: false,
    reason: 'There is no key for openai. Enter one under Settings → Models, or set OPENAI_API_KEY.',
    base_url: 'https://api.openai.com/v1',
    is_local: false,
    models: 0,
    circuit: closed,
    source: 'settings',
    protocol: 'openai',
    enabled: true,
    api_key: '',
    key_variable: 'OPENAI_API_KEY',
    default_model: '',
    limits: {},
  },
  {
    name: 'ollama',
    title: 'Ollama',
    available: true,
    reason: '3 models.',
    base_url: 'http://127.0.0.1:11434',
    is_local: true,
    models: 3,
    circuit: closed,
    source: 'settings',
    protocol: 'ollama',
    enabled: true,
    api_key: '',
    default_model: '',
    limits: {},
  },
  {
    name: 'openrouter',
    title: 'OpenRouter',
    available: true,
    reason: '1 model.',
    base_url: 'https://openrouter.ai/api/v1',
    is_local: false,
    models: 1,
    circuit: { state: 'open', probe_at: new Date(Date.now() + 45_000).toISOString() },
    source: 'stored',
    protocol: 'openai',
    preset: 'openrouter',
    enabled: true,
    api_key: '****77ab',
    default_model: '',
    limits: { requests_per_minute: 60 },
  },
  {
    name: 'gguf',
    available: false,
    reason: 'There is no model in /data/models; put a GGUF file there.',
    base_url: '/data/models',
    is_local: true,
    models: 0,
    circuit: closed,
    source: 'builtin',
  },
  {
    name: 'builtin',
    available: true,
    reason: 'Built in.',
    base_url: '',
    is_local: true,
    models: 1,
    circuit: closed,
    source: 'builtin',
  },
];

function preset(id: string, name: string, base_url: string, is_local: boolean): Preset {
  const key_variable = is_local ? '' : `${id.toUpperCase()}_API_KEY`;
  return { id, name, protocol: 'openai', base_url, key_variable, needs_key: !is_local, is_local, usual_model: '' };
}

export const presets: Preset[] = [
  preset('openai', 'OpenAI', 'https://api.openai.com/v1', false),
  preset('groq', 'Groq', 'https://api.groq.com/openai/v1', false),
  preset('openrouter', 'OpenRouter', 'https://openrouter.ai/api/v1', false),
  preset('lmstudio', 'LM Studio', 'http://127.0.0.1:1234/v1', true),
];

export const projects: Project[] = [
  {
    id: 'proj-default',
    name: 'Workshop',
    description: '',
    folder: '/home/ana/.aule/projects/default',
    is_default: true,
    revision: 1,
    ...times,
  },
  {
    id: 'proj-atlas',
    name: 'Atlas report',
    description: '',
    folder: '/home/ana/.aule/projects/atlas-report',
    is_default: false,
    revision: 1,
    ...times,
  },
];

function tool(name: string, effect: ToolSpec['effect'], description: string, requires_approval = false): ToolSpec {
  return { name, effect, description, requires_approval };
}

export const tools: ToolSpec[] = [
  tool('read_file', 'read', 'Reads a file or some lines of it.'),
  tool('list_dir', 'read', 'Lists a folder.'),
  tool('write_file', 'write', 'Writes a whole file.'),
  tool('edit_file', 'write', 'Replaces a passage of a file.'),
  tool('exec', 'external', 'Runs a command in the sandbox.', true),
  tool('ask_user', 'read', 'Asks the person a question and waits.'),
];

export const settings: Settings = {
  providers: {
    llm: {
      mode: 'local',
      local_url: 'http://localhost:11434',
      remote_url: '',
      api_key: '****9f2c',
      default_model: 'ollama/qwen3:8b',
    },
    image: { mode: 'local', local_url: '', remote_url: '', api_key: '', default_model: '' },
  },
  language: 'system',
  theme: 'system',
};

export const status: SystemStatus = {
  version: '0.1.0',
  started_at: new Date(Date.now() - 7_200_000).toISOString(),
  uptime_ms: 7_200_000,
  ready: true,
  home: '/home/ana/.aule',
  rooms: ['journal', 'store', 'models', 'sandbox', 'policy', 'tools', 'agents', 'gateway'].map((name) => ({
    name,
    state: 'ready',
  })),
  isolation: {
    level: 1,
    name: 'bwrap',
    isolates: true,
    detail: 'Each command has its own namespaces, a seccomp filter and no network.',
  },
  default_model: 'ollama/qwen3:8b',
  runs: { running: 2, queued: 0, waiting: 1, completed_today: 6, failed_today: 1 },
  tokens_today: { in: 104_200, out: 23_900 },
  tool_calls_today: 41,
  memory: { heap_used: 96_000_000, rss: 188_000_000 },
  caches: [{ name: 'conversations', entries: 12, bound: 64, hits: 240, misses: 31 }],
  port: 8080,
};

export const rungs = [
  {
    level: 1,
    name: 'bwrap',
    isolates: true,
    works: true,
    in_force: true,
    reason: 'Commands run behind bubblewrap: no network, no host files, no other processes.',
    remedy: '',
  },
  {
    level: 2,
    name: 'podman',
    isolates: true,
    works: true,
    in_force: false,
    reason: 'Commands run in containers: no network, no host files, no capabilities.',
    remedy: '',
  },
  {
    level: 3,
    name: 'runsc',
    isolates: true,
    works: false,
    in_force: false,
    reason: 'It needs a program that is not installed.',
    remedy: 'Install podman and gVisor and restart the kernel.',
  },
  {
    level: 4,
    name: 'rlimits',
    isolates: false,
    works: true,
    in_force: false,
    reason: "Commands run with limits only and can see the machine's files and network.",
    remedy: '',
  },
];

export const policies = [
  { id: 'read', answer: 'allow', when: "effect == 'read'", reason: 'Reading changes nothing.' },
  {
    id: 'write-workspace',
    answer: 'allow',
    when: "effect == 'write' && inside_workspace",
    reason: 'Changes can be undone.',
  },
  {
    id: 'exec-network',
    answer: 'confirm',
    when: "tool == 'exec' && network",
    reason: 'The command reaches the network.',
  },
  {
    id: 'delete-many',
    answer: 'confirm',
    when: "tool == 'delete' && count > 20",
    reason: 'Many files would go at once.',
  },
];

export function receipt(id: string): Receipt {
  return {
    id,
    run_id: 'run-tests',
    call_id: 'call-1',
    tool: 'exec',
    effect: 'external',
    arguments_sha256: '5f2c8f3d0a9b47c1e6d2a8b90c3f5e7714d8a6b2c9e0f1a3b5c7d9e1f3a5b7c9',
    result_sha256: '9c1185a5c5e9fc54612808977ee8f548b2258d31a0b1c2d3e4f5061728394a5b',
    decision: 'allow',
    rule: 'allow:sandboxed',
    ok: true,
    exit_code: 0,
    changes: [],
    started_at: created_at,
    duration_ms: 812,
    isolation: 'bwrap',
  };
}

export const files: Record<string, string> = {
  'README.md':
    '# Workshop\n\nNotes of what the agents do here.\n\n- `hello.py` greets\n- `report/` is the **Atlas** report\n\n| step | state |\n|---|---|\n| tests | pass |\n',
  'hello.py':
    'def greet(name: str) -> str:\n    """Say hello, warmly."""\n    return f"olá, {name}"\n\n\nif __name__ == "__main__":\n    print(greet("Ana"))\n',
  'package.json': '{\n  "name": "tidy",\n  "type": "module",\n  "scripts": { "test": "node --test" }\n}\n',
  'report/index.html': '<!doctype html><title>Atlas</title><h1>Atlas report</h1><p>Three findings.</p>',
  'report/atlas.md': '# Atlas\n\nThree findings, each with its source.\n',
  'src/slug.js':
    "export function slug(text) {\n  return text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase().replace(/\\W+/g, '-');\n}\n",
  'test/slug.test.js':
    "import test from 'node:test';\nimport assert from 'node:assert';\nimport { slug } from '../src/slug.js';\n\ntest('removes accents', () => assert.equal(slug('Olá Mundo'), 'ola-mundo'));\n",
};
