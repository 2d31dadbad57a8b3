import type { DestinationStream } from 'pino';

/** Characters of lines that are written together: one write each costs more than making the line. */
const BUFFERED_LENGTH = 16_384;
/** How long a line may wait; no more than this is lost when the process is killed. */
const LONGEST_WAIT_MS = 500;

/** A destination that can be told to have written everything before it returns. */
export interface LineDestination extends DestinationStream {
  flushSync(): void;
}

/** Gathers lines and hands them on many at a time: SonicBoom measures all that it holds anew at each write. */
export function createLineBuffer(destination: LineDestination): LineDestination {
  let lines = '';
  const handOn = () => {
    if (lines === '') return;
    const text = lines;
    lines = '';
    destination.write(text);
  };
  setInterval(handOn, LONGEST_WAIT_MS).unref();
  return {
    write(line) {
      lines += line;
      if (lines.length >= BUFFERED_LENGTH) handOn();
    },
    flushSync() {
      handOn();
      destination.flushSync();
    },
  };
}
