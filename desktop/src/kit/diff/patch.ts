/** Unified diffs as what is drawn: hunks of lines, each line with its numbers. */

export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  /** With its line break, unless the file ends without one. */
  text: string;
  /** Its number before; null if it was not there. */
  old: number | null;
  /** Its number after; null if it is not there. */
  fresh: number | null;
}

export interface Hunk {
  oldStart: number;
  freshStart: number;
  lines: DiffLine[];
}

/** What stands side by side. */
export interface DiffRow {
  left: DiffLine | null;
  right: DiffLine | null;
}

const HEAD = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

export function hunksOf(patch: string): Hunk[] {
  const hunks: Hunk[] = [];
  let old = 0;
  let fresh = 0;
  for (const line of patch.split('\n')) {
    const head = HEAD.exec(line);
    const hunk = hunks.at(-1);
    if (head) {
      old = Number(head[1]);
      fresh = Number(head[2]);
      hunks.push({ oldStart: old, freshStart: fresh, lines: [] });
    } else if (hunk && line.startsWith('\\')) {
      const last = hunk.lines.at(-1);
      if (last) last.text = last.text.replace(/\n$/, '');
    } else if (hunk && /^[ +-]/.test(line)) {
      const text = `${line.slice(1)}\n`;
      if (line.startsWith('+')) hunk.lines.push({ kind: 'added', text, old: null, fresh: fresh++ });
      else if (line.startsWith('-')) hunk.lines.push({ kind: 'removed', text, old: old++, fresh: null });
      else hunk.lines.push({ kind: 'same', text, old: old++, fresh: fresh++ });
    }
  }
  return hunks;
}

/** How many lines came and went. */
export function countsOf(patch: string | undefined): { added: number; removed: number } {
  const lines = patch ? hunksOf(patch).flatMap((it) => it.lines) : [];
  return {
    added: lines.filter((it) => it.kind === 'added').length,
    removed: lines.filter((it) => it.kind === 'removed').length,
  };
}

/** Removed lines at the left of the added ones that follow them. */
export function rowsOf(hunk: Hunk): DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      rows.push({ left: removed[at] ?? null, right: added[at] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const line of hunk.lines) {
    if (line.kind === 'removed') {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.kind === 'added') {
      added.push(line);
    } else {
      flush();
      rows.push({ left: line, right: line });
    }
  }
  flush();
  return rows;
}

/** The text with one hunk taken back; null if the text does not have it any more. */
export function withoutHunk(text: string, hunk: Hunk): string | null {
  const all = linesOf(text);
  const here = hunk.lines.filter((it) => it.kind !== 'removed').map((it) => it.text);
  const then = hunk.lines.filter((it) => it.kind !== 'added').map((it) => it.text);
  const at = find(all, here, Math.max(0, hunk.freshStart - 1));
  if (at === null) return null;
  return [...all.slice(0, at), ...then, ...all.slice(at + here.length)].join('');
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where the lines stand, the place nearest to the one that was meant. */
function find(all: string[], wanted: string[], near: number): number | null {
  const last = all.length - wanted.length;
  const fits = (at: number) => at >= 0 && at <= last && wanted.every((it, by) => all[at + by] === it);
  for (let by = 0; by <= Math.max(near, all.length); by++) {
    if (fits(near + by)) return near + by;
    if (fits(near - by)) return near - by;
  }
  return null;
}
