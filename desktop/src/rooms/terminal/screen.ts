import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal as Xterm, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { TerminalFrame, TypedFrame } from '../../kernel/terminals';

export interface ScreenEnds {
  onType: (text: string) => void;
  onSize: (columns: number, rows: number) => void;
  onCopy: (text: string) => void;
  onFind: () => void;
  onLeave: () => void;
  /** What a mark beside a line says of who typed it. */
  nameOf: (typed: TypedFrame) => string;
}

const MARK_COLOURS = { person: 'var(--ink-3)', agent: 'var(--ember)' };

/** One terminal on the page: the library behind our own words. */
export class Screen {
  readonly #xterm: Xterm;
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon();
  readonly #ends: ScreenEnds;
  #end = 0;
  /** What was said before this page looked on asks questions that were answered long ago. */
  #replayed = 0;
  #replaying = false;
  readonly #waiting: TypedFrame[] = [];
  #agents = false;

  constructor(box: HTMLElement, label: string, theme: ITheme, ends: ScreenEnds) {
    this.#ends = ends;
    this.#xterm = new Xterm({
      allowProposedApi: true,
      cursorBlink: true,
      fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
      fontSize: 13,
      lineHeight: 1.25,
      macOptionIsMeta: true,
      minimumContrastRatio: 4.5,
      scrollback: 10_000,
      theme,
    });
    for (const addon of [this.#fit, this.#search, new Unicode11Addon(), new WebLinksAddon(follow)])
      this.#xterm.loadAddon(addon);
    this.#xterm.unicode.activeVersion = '11';
    this.#xterm.open(box);
    this.#xterm.textarea?.setAttribute('aria-label', label);
    this.#xterm.attachCustomKeyEventHandler((event) => this.#key(event));
    this.#xterm.onData((text) => {
      if (!(this.#replaying && text.startsWith('\u001b'))) ends.onType(text);
    });
  }

  /** Makes it as large as its box; tells the kernel if that is another size. */
  fit(): void {
    const wanted = this.#fit.proposeDimensions();
    if (!wanted || !(wanted.cols >= 2 && wanted.rows >= 1)) return;
    this.#xterm.resize(wanted.cols, wanted.rows);
    this.#ends.onSize(wanted.cols, wanted.rows);
  }

  show(frame: TerminalFrame): void {
    switch (frame.type) {
      case 'terminal':
        return this.#begin(frame.offset, frame.end);
      case 'output':
        return this.#write(frame.text, frame.end);
      case 'typed':
        return this.#mark(frame);
      case 'resized':
        return this.#xterm.resize(frame.columns, frame.rows);
      default:
    }
  }

  #begin(offset: number, end: number): void {
    if (offset !== this.#end) this.#xterm.reset();
    this.#end = offset;
    this.#replayed = end;
  }

  #write(text: string, end: number): void {
    this.#end = end;
    this.#replaying = end <= this.#replayed;
    this.#xterm.write(text, () => {
      if (end >= this.#replayed) this.#replaying = false;
    });
  }

  /** Stands in the margin of the line on which somebody began to type. People are marked where agents type too. */
  #mark(typed: TypedFrame): void {
    this.#waiting.push(typed);
    this.#xterm.write('', () => {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#agents ||= next.kind === 'agent';
      if (this.#agents) this.#decorate(next);
    });
  }

  #decorate(typed: TypedFrame): void {
    const marker = this.#xterm.registerMarker(0);
    const decoration = this.#xterm.registerDecoration({ marker, x: 0, width: 1, layer: 'top' });
    decoration?.onRender((element) => {
      element.title = this.#ends.nameOf(typed);
      element.dataset['typist'] = typed.kind;
      element.style.width = '3px';
      element.style.marginLeft = '-9px';
      element.style.borderRadius = '2px';
      element.style.background = MARK_COLOURS[typed.kind];
    });
  }

  #key(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown' || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return true;
    switch (event.code) {
      case 'KeyC':
        this.copy();
        break;
      case 'KeyF':
        this.#ends.onFind();
        break;
      case 'Escape':
        this.#ends.onLeave();
        break;
      case 'KeyV':
        return false;
      default:
        return true;
    }
    event.preventDefault();
    return false;
  }

  copy(): void {
    const text = this.#xterm.getSelection();
    if (text) this.#ends.onCopy(text);
  }

  paste(text: string): void {
    this.#xterm.paste(text);
  }

  /** Finds the next or the previous place; false if there is none. */
  find(text: string, back = false): boolean {
    return back ? this.#search.findPrevious(text) : this.#search.findNext(text, { incremental: false });
  }

  /** The cursor keys of a program that asked for them send other words. */
  arrow(letter: 'A' | 'B' | 'C' | 'D'): string {
    return `\u001b${this.#xterm.modes.applicationCursorKeysMode ? 'O' : '['}${letter}`;
  }

  colour(theme: ITheme): void {
    this.#xterm.options.theme = theme;
  }

  focus(): void {
    this.#xterm.focus();
  }

  close(): void {
    this.#xterm.dispose();
  }
}

/** Without a referrer and without a way back to this page. */
function follow(_event: MouseEvent, address: string): void {
  if (/^https?:/i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}
