import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseConfig } from '../../config/config.ts';
import { toListenOptions } from '../listen-options.ts';
import { limitConnections, SURPLUS_PLACES } from './connection-limits.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('so many are told that they are too many, and the next is closed at once', () => {
  const server = createServer({ MAX_CONNECTIONS: '3' });
  expect(server.connect(3)).toEqual(Array(3).fill('admitted'));
  expect(server.connect(SURPLUS_PLACES)).toEqual(Array(SURPLUS_PLACES).fill('surplus'));
  expect(server.connect(2)).toEqual(['closed', 'closed']);
});

test('one that is too many and does not ask is closed in a moment, and its place is free', () => {
  const server = createServer({ MAX_CONNECTIONS: '1' });
  server.connect(1 + SURPLUS_PLACES);
  vi.advanceTimersByTime(999);
  expect(server.connect(1)).toEqual(['closed']);
  vi.advanceTimersByTime(1);
  expect(server.connect(1)).toEqual(['surplus']);
});

test('one client cannot take more than its own places and those of the surplus', () => {
  const server = createServer({ MAX_CONNECTIONS: '100', MAX_CONNECTIONS_PER_ADDRESS: '2' });
  const statuses = server.connect(100, '203.0.113.1');
  expect(statuses.filter((status) => status === 'admitted')).toHaveLength(2);
  expect(statuses.filter((status) => status === 'surplus')).toHaveLength(SURPLUS_PLACES);
  expect(server.connect(2, '203.0.113.2')).toEqual(['admitted', 'admitted']);
});

test('an IPv6 network of 64 bits has one share', () => {
  const server = createServer({ MAX_CONNECTIONS_PER_ADDRESS: '1' });
  expect(server.connect(1, '2001:db8::1')).toEqual(['admitted']);
  expect(server.connect(1, '2001:db8::ffff:2')).toEqual(['surplus']);
  expect(server.connect(1, '2001:db8:0:1::1')).toEqual(['admitted']);
});

test('what the system itself takes leaves room for the surplus, and without a limit takes any', () => {
  expect(createServer({ MAX_CONNECTIONS: '5' }).maxConnections).toBe(5 + SURPLUS_PLACES);
  const unlimited = createServer({ MAX_CONNECTIONS: '0', MAX_CONNECTIONS_PER_ADDRESS: '0' });
  expect(unlimited.maxConnections).toBeUndefined();
  expect(new Set(unlimited.connect(5000))).toEqual(new Set(['admitted']));
});

test('of who is gone nothing is counted', () => {
  const server = createServer({ MAX_CONNECTIONS: '2', MAX_CONNECTIONS_PER_ADDRESS: '1' });
  for (let turn = 0; turn < 5; turn += 1) {
    expect(server.connect(1, '203.0.113.1')).toEqual(['admitted']);
    server.leave();
  }
});

/** A server that never listens, whose clients a test brings. */
function createServer(env: Readonly<Record<string, string>>) {
  const server = new EventEmitter() as Server;
  const isSurplus = limitConnections(server, toListenOptions(parseConfig(env)));
  let last: Socket | undefined;
  const connect = (remoteAddress: string) => {
    const socket = createSocket(remoteAddress);
    last = socket;
    server.emit('connection', socket);
    if (socket.destroyed) return 'closed';
    return isSurplus(socket) ? 'surplus' : 'admitted';
  };
  return {
    maxConnections: server.maxConnections,
    /** What becomes of so many connections of one address. */
    connect: (count: number, from = '203.0.113.1') =>
      Array.from({ length: count }, () => connect(from)),
    leave: () => last?.emit('close'),
  };
}

function createSocket(remoteAddress: string): Socket {
  const socket = Object.assign(new EventEmitter(), { remoteAddress, destroyed: false });
  const destroy = () => {
    socket.destroyed = true;
    socket.emit('close');
  };
  return Object.assign(socket, { destroy }) as unknown as Socket;
}
