import type { StrandItem } from '../../kernel/strand';
import type { StrandDoors } from './StrandView';

/** The way to a fork from an item, where it has a place of its own in the run's history. */
export function forkDoor(item: StrandItem, doors: StrandDoors): (() => void) | undefined {
  const { onFork } = doors;
  return onFork && item.position !== null ? () => onFork(item) : undefined;
}
