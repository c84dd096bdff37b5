/** The steps from an open page to a desktop at work, in order. */
export interface Startup {
  ready: boolean;
  asked: boolean;
  rooms: { open: number; all: number } | null;
  connected: boolean;
}

/** How much of the start is behind: a tenth for each step, the rest for the rooms of the kernel. */
export function startupPart({ ready, asked, rooms, connected }: Startup): number {
  const roomsPart = rooms === null ? 0 : rooms.all === 0 ? 1 : rooms.open / rooms.all;
  return (ready ? 0.2 : 0.02) + (asked ? 0.1 : 0) + 0.6 * roomsPart + (connected ? 0.1 : 0);
}

const OPEN: readonly string[] = ['open', 'ready', 'ok', 'up', 'running'];

export function roomsOpen(rooms: readonly { state: string }[]): { open: number; all: number } {
  return { open: rooms.filter((it) => OPEN.includes(it.state.toLowerCase())).length, all: rooms.length };
}
