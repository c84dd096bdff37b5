const MOST_BYTES = 50 * 2 ** 20;

/** Whether a file is larger than the kernel takes. */
export function tooLarge(file: { size: number }): boolean {
  return file.size > MOST_BYTES;
}

/** How much of several files has gone, from 0 to 1, while one of them is on its way. */
export function partOf(at: number, files: number, part: number): number {
  return files === 0 ? 0 : (at + part) / files;
}
