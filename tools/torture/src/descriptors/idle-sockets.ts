import { connect } from 'node:net';

/** Connections on which nothing is asked, until they are disposed of. */
export interface IdleSockets extends Disposable {
  /** How many the server has kept so far. */
  held(): number;
  /** How many it has ended, or never took. */
  ended(): number;
}

export function openIdleSockets(port: number, count: number): IdleSockets {
  let ended = 0;
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1').resume();
    socket.on('error', () => {});
    return socket.on('close', () => {
      ended += 1;
    });
  });
  return {
    held: () => count - ended,
    ended: () => ended,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
