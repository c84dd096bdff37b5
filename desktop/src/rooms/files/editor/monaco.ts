import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/css/register';
import 'monaco-editor/languages/definitions/go/register';
import 'monaco-editor/languages/definitions/html/register';
import 'monaco-editor/languages/definitions/java/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/python/register';
import 'monaco-editor/languages/definitions/rust/register';
import 'monaco-editor/languages/definitions/shell/register';
import 'monaco-editor/languages/definitions/sql/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/xml/register';
import 'monaco-editor/languages/definitions/yaml/register';

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

// The editor takes colours as hex only: these are surface-0, surface-2 and the ember of the two themes.
monaco.editor.defineTheme('aule-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#0f0d0b',
    'editor.lineHighlightBackground': '#191715',
    'editor.lineHighlightBorder': '#00000000',
    'editorLineNumber.foreground': '#6f6b67',
    'editorLineNumber.activeForeground': '#b8b3ae',
    'editor.selectionBackground': '#e58a3c44',
    'editorCursor.foreground': '#ee8c3c',
    'editorWidget.background': '#1d1b19',
    'editorWidget.border': '#ffffff14',
    focusBorder: '#00000000',
  },
});
monaco.editor.defineTheme('aule-light', {
  base: 'vs',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#fbfaf7',
    'editor.lineHighlightBackground': '#f1efeb',
    'editor.lineHighlightBorder': '#00000000',
    'editorLineNumber.foreground': '#8d8984',
    'editorLineNumber.activeForeground': '#45413d',
    'editor.selectionBackground': '#c4571a33',
    'editorCursor.foreground': '#b8491a',
    'editorWidget.background': '#f1efeb',
    'editorWidget.border': '#00000017',
    focusBorder: '#00000000',
  },
});

export function themeOf(dark: boolean): string {
  return dark ? 'aule-dark' : 'aule-light';
}

export { monaco };
