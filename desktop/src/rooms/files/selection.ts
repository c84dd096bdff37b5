import { within } from './tabs';

/** What is chosen in the tree. The anchor is where a range begins. */
export interface Selection {
  paths: ReadonlySet<string>;
  anchor: string;
}

export const NOTHING: Selection = { paths: new Set(), anchor: '' };

/** The choice from which keys go on: one that began nowhere begins here. */
export function begun(now: Selection, path: string): Selection {
  return now.anchor ? now : { paths: now.paths, anchor: path };
}

/** The choice after a click on a row, as in every list of files. */
export function clicked(
  now: Selection,
  rows: readonly string[],
  path: string,
  keys: { range: boolean; more: boolean },
): Selection {
  if (keys.range && rows.includes(now.anchor)) {
    const [from, to] = [rows.indexOf(now.anchor), rows.indexOf(path)].sort((a, b) => a - b) as [number, number];
    return { paths: new Set(rows.slice(from, to + 1)), anchor: now.anchor };
  }
  if (!keys.more) return { paths: new Set([path]), anchor: path };
  const paths = new Set(now.paths);
  if (!paths.delete(path)) paths.add(path);
  return { paths, anchor: path };
}

/** What a command on a row is about: the whole choice if the row is in it, else the row alone. */
export function meant(now: Selection, path: string): readonly string[] {
  return outermost(now.paths.has(path) ? [...now.paths] : [path]);
}

/** Without what is in a folder that is there too. */
export function outermost(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !paths.some((other) => other !== path && within(path, other)));
}

/** Whether all of this can be moved into a folder: not where it is, and not into itself. */
export function fits(paths: readonly string[], folder: string): boolean {
  return (
    paths.length > 0 &&
    paths.every((path) => !within(folder, path)) &&
    paths.some((path) => path.split('/').slice(0, -1).join('/') !== folder)
  );
}
