/** One frame of an event stream; `id` is empty for a frame that is not kept. */
export interface Frame {
  id: string;
  event: string;
  data: string;
}

/** Cuts a text that arrives in pieces into frames, as the WHATWG event stream format says. */
export function createFrameReader(onFrame: (frame: Frame) => void, onComment: () => void = () => undefined) {
  let rest = '';
  let frame: Frame = { id: '', event: '', data: '' };
  let hasData = false;

  function readLine(line: string) {
    if (line === '') {
      if (hasData) onFrame(frame);
      frame = { id: '', event: '', data: '' };
      hasData = false;
      return;
    }
    if (line.startsWith(':')) return onComment();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') frame.id = value;
    if (field === 'event') frame.event = value;
    if (field === 'data') {
      frame.data = hasData ? `${frame.data}\n${value}` : value;
      hasData = true;
    }
  }

  return (piece: string) => {
    rest += piece;
    // A carriage return at the very end may be half of a line end: wait for the next piece.
    const end = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, end).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + rest.slice(end);
    lines.forEach(readLine);
  };
}
