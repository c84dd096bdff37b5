/** As large as there is room for. */
export const FIT = 0;

const SMALLEST = 0.05;
const LARGEST = 8;
const STEPS = [SMALLEST, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, LARGEST];

/**
 * The next step nearer or farther.
 *
 * @param shown how large the picture is drawn while it fits
 */
export function zoomed(zoom: number, by: number, shown: number): number {
  const now = zoom === FIT ? shown : zoom;
  return by > 0
    ? (STEPS.find((it) => it > now * 1.01) ?? LARGEST)
    : (STEPS.findLast((it) => it < now * 0.99) ?? SMALLEST);
}
