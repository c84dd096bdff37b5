const BY_ENDING: Readonly<Record<string, string>> = {
  css: 'css',
  scss: 'scss',
  less: 'less',
  html: 'html',
  htm: 'html',
  svg: 'xml',
  xml: 'xml',
  java: 'java',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  json: 'json',
  ts: 'typescript',
  tsx: 'typescript',
  md: 'markdown',
  py: 'python',
  sh: 'shell',
  bash: 'shell',
  sql: 'sql',
  yaml: 'yaml',
  yml: 'yaml',
  go: 'go',
  rs: 'rust',
  c: 'cpp',
  h: 'cpp',
  cc: 'cpp',
  cpp: 'cpp',
  hpp: 'cpp',
  cs: 'csharp',
  kt: 'kotlin',
  rb: 'ruby',
  php: 'php',
  swift: 'swift',
  ini: 'ini',
  toml: 'ini',
  properties: 'ini',
  proto: 'proto',
  graphql: 'graphql',
  lua: 'lua',
  r: 'r',
  ps1: 'powershell',
};

const BY_NAME: Readonly<Record<string, string>> = { dockerfile: 'dockerfile', containerfile: 'dockerfile' };

export function languageOf(path: string): string {
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return BY_NAME[name] ?? BY_ENDING[ending] ?? 'plaintext';
}
