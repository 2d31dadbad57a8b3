import { operations } from '@portal/contract';
import { type Transport, toHeaders } from './call.ts';

/** The routes of the contract. */
export const rest: Transport = {
  toRequest(asking) {
    const [{ operation, input = {} }] = asking.calls;
    const { method, path: template } = operations[operation];
    const path = template.replace(/\{(\w+)\}/, (_, name: string) =>
      encodeURIComponent(String(input[name])),
    );
    const request = { method, path, headers: toHeaders(asking, method === 'POST') };
    return method === 'POST' ? { ...request, body: JSON.stringify(input) } : request;
  },

  readAnswer(status, text) {
    const body = JSON.parse(text);
    return { status, value: status < 300 ? body : body.error };
  },
};
