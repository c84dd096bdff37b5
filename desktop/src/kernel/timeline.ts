import type { RunEvent } from './events';
import { emptyStrand, nextStrand, type Strand } from './strand';

/** A run's events, each once and in order whatever way they came, and what they fold to. */
export interface Timeline {
  events: readonly RunEvent[];
  strand: Strand;
}

export const emptyTimeline: Timeline = { events: [], strand: emptyStrand };

/**
 * Takes an event from the history or from the live stream. One that is known already changes nothing; one that comes
 * late is put in its place and everything is folded again.
 */
export function addEvent(timeline: Timeline, event: RunEvent): Timeline {
  const { events } = timeline;
  const last = events.at(-1);
  if (!last || event.seq > last.seq) {
    return { events: [...events, event], strand: nextStrand(timeline.strand, event) };
  }
  const place = placeOf(events, event.seq);
  if (events[place]?.seq === event.seq) return timeline;
  const all = [...events.slice(0, place), event, ...events.slice(place)];
  return { events: all, strand: all.reduce(nextStrand, emptyStrand) };
}

/** The first index whose event is at or after the sequence. */
function placeOf(events: readonly RunEvent[], seq: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
