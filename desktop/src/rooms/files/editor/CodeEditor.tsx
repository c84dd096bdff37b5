import { useEffect, useRef } from 'react';
import { useText } from '../../../kit/i18n/useText';
import { useDark } from '../../../shell/useAppearance';
import { nameOf } from '../paths';
import { languageOf } from './languages';
import { monaco, themeOf } from './monaco';
import type { TextEditorProps } from './TextEditor';

export function CodeEditor({ path, text, readOnly, onChange, onSave }: TextEditorProps) {
  const { t } = useText();
  const dark = useDark();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef({ text, onChange, onSave });
  const label = t('files.editor', { name: nameOf(path) });
  useEffect(() => {
    latest.current = { text, onChange, onSave };
  });
  useEffect(() => {
    if (!box.current) return;
    const made = monaco.editor.create(box.current, {
      value: latest.current.text,
      language: languageOf(path),
      ariaLabel: label,
      readOnly,
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
      unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
    });
    editor.current = made;
    made.onDidChangeModelContent(() => latest.current.onChange(made.getValue()));
    made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => latest.current.onSave());
    return () => {
      made.getModel()?.dispose();
      made.dispose();
      editor.current = null;
    };
  }, [path, readOnly, label]);
  useEffect(() => {
    if (editor.current && editor.current.getValue() !== text) editor.current.setValue(text);
  }, [text]);
  useEffect(() => monaco.editor.setTheme(themeOf(dark)), [dark]);
  return <div ref={box} className="size-full" />;
}
