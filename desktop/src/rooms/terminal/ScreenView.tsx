import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { TerminalLine, type LineState } from '../../kernel/terminalLine';
import type { Terminal, TypedFrame } from '../../kernel/terminals';
import { classes } from '../../kit/classes';
import { copyText } from '../../kit/copyText';
import { useText } from '../../kit/i18n/useText';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { useDark } from '../../shell/useAppearance';
import { useShortcut } from '../../shell/useShortcuts';
import { themeOf } from './colours';
import { Find } from './Find';
import { KeyBar } from './KeyBar';
import { Screen } from './screen';
import { endingOf, withCtrl } from './tabs';

export interface ScreenViewProps {
  terminal: Terminal;
  name: string;
  onLeave: () => void;
}

/** One terminal: its screen, what is searched in it, and who typed last. */
export function ScreenView({ terminal, name, onLeave }: ScreenViewProps) {
  const { t } = useText();
  const dark = useDark();
  const box = useRef<HTMLDivElement>(null);
  const [finding, setFinding] = useState(false);
  const [ctrl, setCtrl] = useState(false);
  const look = useLook(terminal, name, box, { onFind: () => setFinding(true), onLeave, ctrl, setCtrl });
  const { screen, line } = look;
  useEffect(() => {
    if (box.current) screen.current?.colour(themeOf(box.current));
  }, [dark, screen]);
  useShortcut('terminal.find', () => setFinding(true));
  const ending = look.ending ?? (terminal.status === 'ended' ? terminal : null);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col bg-desk">
      {finding && (
        <Find
          onFind={(text, back) => screen.current?.find(text, back) ?? false}
          onClose={() => {
            setFinding(false);
            screen.current?.focus();
          }}
        />
      )}
      <div className="min-h-0 flex-1 py-2">
        <div ref={box} className="size-full overflow-hidden [&_.xterm-viewport]:bg-transparent! [&_.xterm]:pl-4" />
      </div>
      {ending && (
        <p role="status" className="border-t border-line bg-panel px-4 py-2 text-ink-2">
          {endingOf(ending, t)}
        </p>
      )}
      <KeyBar
        ctrl={ctrl}
        onCtrl={() => setCtrl(!ctrl)}
        onKey={(text) => line.current?.type(text)}
        onArrow={(letter) => screen.current && line.current?.type(screen.current.arrow(letter))}
        onPaste={() => void navigator.clipboard.readText().then((text) => screen.current?.paste(text))}
        onFocus={() => screen.current?.focus()}
      />
      <Foot terminal={terminal} state={look.state} typed={look.typed} size={look.size} />
    </div>
  );
}

interface LookOptions {
  onFind: () => void;
  onLeave: () => void;
  ctrl: boolean;
  setCtrl: (on: boolean) => void;
}

/** Joins the screen to its line for as long as it is shown. */
function useLook(terminal: Terminal, name: string, box: React.RefObject<HTMLDivElement | null>, options: LookOptions) {
  const { t } = useText();
  const { http, queries } = useKernel();
  const screen = useRef<Screen | null>(null);
  const line = useRef<TerminalLine | null>(null);
  const [state, setState] = useState<LineState>('connecting');
  const [typed, setTyped] = useState<TypedFrame | null>(null);
  const [size, setSize] = useState({ columns: terminal.columns, rows: terminal.rows });
  const [ending, setEnding] = useState<{ exit_code: number; reason: string } | null>(null);
  const latest = useRef({ ...options, t, name });
  useEffect(() => {
    latest.current = { ...options, t, name };
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = new Screen(
      element,
      latest.current.t('terminal.screen', { name: latest.current.name }),
      themeOf(element),
      {
        onType: (text) => {
          const { ctrl, setCtrl } = latest.current;
          line.current?.type(ctrl ? withCtrl(text) : text);
          if (ctrl) setCtrl(false);
        },
        onSize: (columns, rows) => {
          setSize({ columns, rows });
          line.current?.resize(columns, rows);
        },
        onCopy: copyText,
        onFind: () => latest.current.onFind(),
        onLeave: () => latest.current.onLeave(),
        nameOf: (it) => latest.current.t('terminal.typed', { name: it.name || latest.current.t('terminal.agent') }),
      },
    );
    screen.current = made;
    const opened = new TerminalLine(
      terminal.id,
      {
        onFrame: (frame) => {
          made.show(frame);
          if (frame.type === 'terminal') made.fit();
          if (frame.type === 'typed') setTyped(frame);
          if (frame.type === 'ended') setEnding(frame);
          if (frame.type === 'resized') setSize(frame);
          if (frame.type === 'error') toast({ text: 'terminal.failed', values: { why: frame.error }, tone: 'bad' });
        },
        onState: setState,
        onBroken: () => void queries.invalidateQueries({ queryKey: ['terminals'] }),
      },
      http.socket,
    );
    line.current = opened;
    opened.open();
    const watcher = new ResizeObserver(() => made.fit());
    watcher.observe(element);
    made.focus();
    return () => {
      watcher.disconnect();
      opened.close();
      made.close();
      screen.current = null;
      line.current = null;
    };
  }, [terminal.id, box, http, queries]);
  return { screen, line, state, typed, size, ending };
}

interface FootProps {
  terminal: Terminal;
  state: LineState;
  typed: TypedFrame | null;
  size: { columns: number; rows: number };
}

/** What is in force, and who typed last. */
function Foot({ terminal, state, typed, size }: FootProps) {
  const { t } = useText();
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 border-t border-line bg-panel px-4 text-sm text-ink-3">
      <span className={classes('truncate', !terminal.isolated && 'text-wait')}>
        {terminal.isolated ? t('terminal.walls', { walls: terminal.isolation }) : t('terminal.noWalls')}
      </span>
      {!terminal.mine && <span className="truncate">{t('terminal.sharedBy', { name: terminal.owner_name })}</span>}
      <span className="flex-1" />
      {typed?.kind === 'agent' && typed.run_id && (
        <Link href={`/runs/${typed.run_id}`} className="truncate text-ember-ink hover:underline">
          {t('terminal.typed', { name: t('terminal.agent') })}
        </Link>
      )}
      {typed?.kind === 'person' && terminal.shared && (
        <span className="truncate">{t('terminal.typed', { name: typed.name })}</span>
      )}
      {state === 'connecting' && <span role="status">{t('terminal.connecting')}</span>}
      <span className="font-mono max-sm:hidden">
        {size.columns}×{size.rows}
      </span>
    </footer>
  );
}
