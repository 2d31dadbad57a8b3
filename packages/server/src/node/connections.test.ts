import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ConnectionLimits, limitConnections, OVER_LIMIT_SLOTS } from './connections.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('some connections over the limit may ask, and the next is closed at once', () => {
  const server = createServer({ maxConnections: 3 });
  expect(server.connect(3)).toEqual(Array(3).fill('admitted'));
  expect(server.connect(OVER_LIMIT_SLOTS)).toEqual(Array(OVER_LIMIT_SLOTS).fill('over limit'));
  expect(server.connect(2)).toEqual(['closed', 'closed']);
  expect(server.rejections).toEqual(Array(OVER_LIMIT_SLOTS + 2).fill('connection_limit'));
});

test('a connection over the limit that does not ask is closed after a second, and its slot is free', () => {
  const server = createServer({ maxConnections: 1 });
  server.connect(1 + OVER_LIMIT_SLOTS);
  vi.advanceTimersByTime(999);
  expect(server.connect(1)).toEqual(['closed']);
  vi.advanceTimersByTime(1);
  expect(server.connect(1)).toEqual(['over limit']);
});

test('one address cannot take more than its own slots and those over the limit', () => {
  const server = createServer({ maxConnections: 100, maxConnectionsPerAddress: 2 });
  const statuses = server.connect(100, '203.0.113.1');
  expect(statuses.filter((status) => status === 'admitted')).toHaveLength(2);
  expect(statuses.filter((status) => status === 'over limit')).toHaveLength(OVER_LIMIT_SLOTS);
  expect(server.connect(2, '203.0.113.2')).toEqual(['admitted', 'admitted']);
});

test('connections are counted by what the peer is counted by, and a trusted proxy has no limit of its own', () => {
  const findPeer = ({ remoteAddress = '' }: Socket) => ({
    address: remoteAddress.slice(0, 6),
    isTrusted: remoteAddress.endsWith('9'),
  });
  const server = createServer({ maxConnectionsPerAddress: 1, findPeer });
  expect(server.connect(1, '203.0.113.1')).toEqual(['admitted']);
  expect(server.connect(1, '203.0.200.1')).toEqual(['over limit']);
  expect(server.connect(2, '203.0.113.9')).toEqual(['admitted', 'admitted']);
});

test('the system takes enough connections for the answers over the limit, and any number without a limit', () => {
  expect(createServer({ maxConnections: 5 }).maxConnections).toBe(5 + OVER_LIMIT_SLOTS);
  for (const limits of [{}, { maxConnections: 0, maxConnectionsPerAddress: 0 }]) {
    const unlimited = createServer(limits);
    expect(unlimited.maxConnections).toBeUndefined();
    expect(new Set(unlimited.connect(5000))).toEqual(new Set(['admitted']));
  }
});

test('a closed connection frees its slots', () => {
  const server = createServer({ maxConnections: 2, maxConnectionsPerAddress: 1 });
  for (let turn = 0; turn < 5; turn += 1) {
    expect(server.connect(1)).toEqual(['admitted']);
    server.leave();
  }
});

/** A server that never listens; the test makes its connections. */
function createServer(limits: ConnectionLimits) {
  const server = new EventEmitter() as Server;
  const rejections: string[] = [];
  const onRejected = (reason: string) => void rejections.push(reason);
  const isOverLimit = limitConnections(server, { ...limits, onRejected });
  let last: Socket | undefined;
  const connect = (remoteAddress: string) => {
    const socket = createSocket(remoteAddress);
    last = socket;
    server.emit('connection', socket);
    if (socket.destroyed) return 'closed';
    return isOverLimit(socket) ? 'over limit' : 'admitted';
  };
  return {
    rejections,
    maxConnections: server.maxConnections,
    /** What happens to so many connections of one address. */
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
