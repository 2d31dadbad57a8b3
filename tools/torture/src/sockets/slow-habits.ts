import type { Habit } from './slow-socket.ts';

const HOST = 'Host: portal.example\r\n';
/** Of 2 MB each: together more than the 4 MB that Linux keeps for who does not read. */
export const ASKED_AHEAD = 3;

/** Four ways of being slow; each from an address of its own, which may have as many connections as are opened. */
export function createHabits(cookie: string): readonly Habit[] {
  const head = `POST /v1/users/me/update HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`;
  const large = `GET /v1/users/profile/large HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\n\r\n`;
  return [
    {
      name: 'headers that trickle',
      from: '127.0.1.1',
      sends: `GET /v1/users/me HTTP/1.1\r\n${HOST}`,
      trickles: 'X: x\r\n',
    },
    {
      name: 'a body that trickles',
      from: '127.0.1.2',
      sends: `${head}Cookie: ${cookie}\r\nContent-Length: 16000\r\n\r\n`,
      trickles: ' ',
    },
    { name: 'nothing sent', from: '127.0.1.3', sends: '' },
    {
      name: 'answers never read',
      from: '127.0.1.4',
      sends: large.repeat(ASKED_AHEAD),
      isReader: false,
    },
  ];
}
