import { operations } from '@portal/contract';
import { type Asking, type Transport, toHeaders } from './call.ts';

/** What tRPC's HTTP links send: queries in the address, mutations in the body, several in one as a batch. */
export const trpc: Transport = {
  toRequest(asking) {
    const { calls } = asking;
    const path = `/trpc/${calls.map(({ operation }) => operation).join()}`;
    if (operations[calls[0].operation].kind === 'mutation') {
      const headers = toHeaders(asking, true);
      return { method: 'POST', path, headers, body: JSON.stringify(toInput(asking)) };
    }
    const input = toInput(asking);
    const query = [
      ...(calls.length > 1 ? ['batch=1'] : []),
      ...(input === undefined ? [] : [`input=${encodeURIComponent(JSON.stringify(input))}`]),
    ];
    const search = query.length === 0 ? '' : `?${query.join('&')}`;
    return { method: 'GET', path: path + search, headers: toHeaders(asking, false) };
  },

  readAnswer(status, text) {
    const body = JSON.parse(text);
    return { status, value: Array.isArray(body) ? body.map(unwrap) : unwrap(body) };
  },
};

function toInput({ calls }: Asking): unknown {
  if (calls.length === 1) return calls[0].input;
  return Object.fromEntries(calls.map(({ input }, at) => [at, input]));
}

interface Envelope {
  readonly result?: { readonly data: unknown };
  readonly error?: { readonly message: string };
}

function unwrap({ result, error }: Envelope): unknown {
  return result === undefined ? error?.message : result.data;
}
