import { join } from 'node:path';
import type { Implementation } from './implementation.ts';
import { findCommand, findPackage } from './processes/find-command.ts';

/** Portal's API and mock, started as their users start them. */
export const ours: readonly [api: Implementation, mock: Implementation] = [
  toApi('portal', findPackage('@portal/api')),
  toMock('mock', findPackage('@portal/mock')),
];

/** The API and the mock of another checkout, whose dependencies are installed. */
export function createCheckoutPeers(folder: string): readonly Implementation[] {
  const api = toApi('checkout', join(folder, 'apps/api'));
  const [program] = api.program;
  return [
    { ...api, title: 'the API of the other checkout', migrateWith: program },
    {
      ...toMock('checkout-mock', join(folder, 'apps/mock')),
      title: 'the mock of the other checkout',
    },
  ];
}

function toApi(name: string, folder: string): Implementation {
  return {
    name,
    title: 'Portal with its logs and without its limits',
    role: 'ours',
    serves: ['rest', 'trpc'],
    program: [findCommand(folder, 'portal'), 'serve', '--json'],
    env: { RATE_LIMIT_USER: '0', RATE_LIMIT_LOGIN: '0' },
  };
}

function toMock(name: string, folder: string): Implementation {
  return {
    name,
    title: "Portal's mock",
    role: 'ours',
    serves: ['example'],
    program: [findCommand(folder, 'portal-mock'), '--port', '0'],
  };
}
