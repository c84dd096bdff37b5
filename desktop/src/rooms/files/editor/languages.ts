const BY_ENDING: Readonly<Record<string, string>> = {
  css: 'css',
  html: 'html',
  htm: 'html',
  svg: 'xml',
  xml: 'xml',
  java: 'java',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  json: 'javascript',
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
};

export function languageOf(path: string): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return BY_ENDING[ending] ?? 'plaintext';
}
