import { withHeader } from '../../wire/wire-request.ts';
import type { World } from '../world/model.ts';
import type { Ask } from './ask.ts';

/** Requests of a minute that one address may make, which is a setting of the server. */
export const PER_ADDRESS = 20;
/** All workers share one address now and then, and so are over its limit. */
const HURRIED = 0.03;
const HURRIED_ADDRESS = '192.0.2.1';

/** The same request from an address that is below its limit, as a trusted proxy would forward it. */
export function withAddress(world: World, ask: Ask): Ask {
  const isHurried = world.random() < HURRIED;
  const address = isHurried ? HURRIED_ADDRESS : nextAddress(world, ask.cost);
  return { ...ask, isHurried, request: withHeader(ask.request, ['X-Forwarded-For', address]) };
}

function nextAddress({ worker, address }: World, cost: number): string {
  if (address.spent + cost > PER_ADDRESS) {
    address.number += 1;
    address.spent = 0;
  }
  address.spent += cost;
  return `10.${worker}.${address.number >> 8}.${address.number & 255}`;
}
