import type { LineSocket } from './http';
import { terminalSocketPath, type TerminalFrame } from './terminals';

export type LineState = 'connecting' | 'open' | 'ended';

export interface LineEnds {
  onFrame: (frame: TerminalFrame) => void;
  onState: (state: LineState) => void;
  /** The line broke; it is tried again by itself. */
  onBroken: () => void;
}

const OPEN = 1;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 8_000;

/** The line to one terminal: it comes back by itself and goes on where it was, nothing lost and nothing twice. */
export class TerminalLine {
  readonly #id: string;
  readonly #ends: LineEnds;
  readonly #connect: (path: string) => LineSocket;
  #socket: LineSocket | null = null;
  #after = 0;
  #mark = 0;
  #pause = FIRST_PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;
  /** What was typed before there was a line at all; later, keys pressed into a broken line are lost. */
  #early: object[] | null = [];

  constructor(id: string, ends: LineEnds, connect: (path: string) => LineSocket) {
    this.#id = id;
    this.#ends = ends;
    this.#connect = connect;
  }

  open(): void {
    this.#ends.onState('connecting');
    const socket = this.#connect(terminalSocketPath(this.#id, this.#after));
    this.#socket = socket;
    socket.onopen = () => {
      this.#pause = FIRST_PAUSE_MS;
      this.#early?.forEach((frame) => socket.send(JSON.stringify(frame)));
      this.#early = null;
      this.#ends.onState('open');
    };
    socket.onmessage = (event) => this.#heard(JSON.parse(event.data) as TerminalFrame);
    socket.onclose = () => this.#broken(socket);
  }

  type(text: string): void {
    this.#say({ type: 'input', text });
  }

  resize(columns: number, rows: number): void {
    this.#say({ type: 'resize', columns, rows });
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #say(frame: object): void {
    if (this.#early) this.#early.push(frame);
    else if (this.#socket?.readyState === OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #heard(frame: TerminalFrame): void {
    if (this.#over) return;
    if (frame.type === 'output') this.#after = frame.end;
    if (frame.type === 'terminal') this.#after = frame.offset;
    if (frame.type === 'typed') {
      if (frame.number <= this.#mark) return;
      this.#mark = frame.number;
    }
    this.#ends.onFrame(frame);
    if (frame.type === 'ended') {
      this.#over = true;
      this.#ends.onState('ended');
    }
  }

  #broken(socket: LineSocket): void {
    if (this.#over || socket !== this.#socket) return;
    this.#ends.onState('connecting');
    this.#ends.onBroken();
    this.#timer = setTimeout(() => this.open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }
}
