import { isTrpc, JSON_TYPE, type PortalContext } from '@portal/server';
import type { Choice } from './choose-example.ts';
import type { UnknownControl } from './controls.ts';

/** What does not exist was asked of the mock, not of the contract, so it is 501 with a list of what exists. */
const UNKNOWN_STATUS = 501;
const JSON_RPC_NUMBER = -32603;

type UnknownExample = Extract<Choice, { chosen: 'unknown' }>;

export function failUnknownExample(
  c: PortalContext,
  id: string,
  { wanted, available, codes }: UnknownExample,
): Response {
  return failUnknown(c, `${id} has no example ${wanted}`, { available, codes });
}

export function failUnknownControl(
  c: PortalContext,
  { message, available }: UnknownControl,
): Response {
  return failUnknown(c, message, { available });
}

function failUnknown(c: PortalContext, message: string, existing: object): Response {
  const context = { correlation_id: c.get('correlationId'), ...existing };
  const data = { code: 'NOT_IMPLEMENTED', httpStatus: UNKNOWN_STATUS, ...context };
  const body = isTrpc(c.req.path)
    ? { error: { message, code: JSON_RPC_NUMBER, data } }
    : { error: message, ...context };
  return c.body(JSON.stringify(body), UNKNOWN_STATUS, { 'Content-Type': JSON_TYPE });
}
