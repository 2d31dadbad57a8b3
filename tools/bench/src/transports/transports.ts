import type { Service } from '../implementation.ts';
import type { Transport } from './call.ts';
import { rest } from './rest.ts';
import { trpc } from './trpc.ts';

export const transports: Readonly<Record<Service, Transport>> = {
  rest,
  trpc,
  example: rest,
  'trpc-example': trpc,
};
