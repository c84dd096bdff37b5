import { useEffect, useRef } from 'react';
import { useText } from '../../../kit/i18n/useText';
import { useDark } from '../../../shell/useAppearance';
import { nameOf } from '../paths';
import { languageOf } from './languages';
import { monaco, themeOf } from './monaco';
import { openedOf } from './opened';
import type { TextEditorProps } from './TextEditor';

export function CodeEditor({ project, path, text, readOnly, line, onChange, onSave, onCursor }: TextEditorProps) {
  const { t } = useText();
  const dark = useDark();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef({ text, onChange, onSave, onCursor });
  const label = t('files.editor', { name: nameOf(path) });
  useEffect(() => {
    latest.current = { text, onChange, onSave, onCursor };
  });
  useEffect(() => {
    if (!box.current) return;
    const uri = monaco.Uri.from({ scheme: 'aule', authority: project, path: `/${path}` });
    const opened = openedOf(project, path, () => monaco.editor.createModel(latest.current.text, languageOf(path), uri));
    if (opened.model.getValue() !== latest.current.text) opened.model.setValue(latest.current.text);
    const made = monaco.editor.create(box.current, { ...LOOK, model: opened.model, ariaLabel: label, readOnly });
    editor.current = made;
    if (opened.view) made.restoreViewState(opened.view);
    const tellCursor = () => {
      const at = made.getPosition();
      if (at) latest.current.onCursor?.(at.lineNumber, at.column);
    };
    tellCursor();
    made.onDidChangeCursorPosition(tellCursor);
    made.onDidChangeModelContent(() => latest.current.onChange(made.getValue()));
    made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => latest.current.onSave());
    return () => {
      opened.view = made.saveViewState();
      made.dispose();
      editor.current = null;
    };
  }, [project, path, readOnly, label]);
  useEffect(() => {
    if (editor.current && editor.current.getValue() !== text) editor.current.setValue(text);
  }, [text]);
  useEffect(() => {
    if (!editor.current || !line) return;
    editor.current.setPosition({ lineNumber: line, column: 1 });
    editor.current.revealLineInCenterIfOutsideViewport(line);
    editor.current.focus();
  }, [line, path]);
  useEffect(() => monaco.editor.setTheme(themeOf(dark)), [dark]);
  return <div ref={box} className="size-full" />;
}

const LOOK: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: 'JetBrains Mono Variable, monospace',
  fontSize: 12.5,
  lineHeight: 20,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 12, bottom: 12 },
  renderLineHighlight: 'line',
  overviewRulerLanes: 0,
  lineNumbersMinChars: 3,
  wordWrap: 'on',
  smoothScrolling: false,
  fixedOverflowWidgets: true,
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
};
