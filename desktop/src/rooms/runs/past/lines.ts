/** A line of one of two texts, and whether the other has it too, in its place. */
export interface Line {
  text: string;
  same: boolean;
}

const MOST_CELLS = 200_000;

/** Both texts by lines, with the longest common run of them marked. Very long ones are only compared line by line. */
export function diffLines(left: string, right: string): { left: Line[]; right: Line[] } {
  const ours = linesOf(left);
  const theirs = linesOf(right);
  const kept = ours.length * theirs.length > MOST_CELLS ? beside(ours, theirs) : common(ours, theirs);
  return {
    left: ours.map((text, at) => ({ text, same: kept.left.has(at) })),
    right: theirs.map((text, at) => ({ text, same: kept.right.has(at) })),
  };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

interface Kept {
  left: Set<number>;
  right: Set<number>;
}

function beside(ours: readonly string[], theirs: readonly string[]): Kept {
  const same = new Set(ours.flatMap((it, at) => (it === theirs[at] ? [at] : [])));
  return { left: same, right: same };
}

function common(ours: readonly string[], theirs: readonly string[]): Kept {
  const longest = lengths(ours, theirs);
  const length = (i: number, j: number) => longest[i]?.[j] ?? 0;
  const kept: Kept = { left: new Set(), right: new Set() };
  for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
    if (ours[i] === theirs[j]) {
      kept.left.add(i++);
      kept.right.add(j++);
    } else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return kept;
}

/** For each pair of places the length of what both have in common from there on. */
function lengths(ours: readonly string[], theirs: readonly string[]): number[][] {
  const table = Array.from({ length: ours.length + 1 }, () => new Array<number>(theirs.length + 1).fill(0));
  for (let i = ours.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      const row = table[i];
      const below = table[i + 1];
      if (!row || !below) continue;
      row[j] = ours[i] === theirs[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
