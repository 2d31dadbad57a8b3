import { type Asking, type HttpRequest, type Transport, toHeaders } from './call.ts';

/** The routes of the contract. */
export const rest: Transport = {
  toRequest(asking) {
    const [{ operation, input }] = asking.calls;
    switch (operation) {
      case 'users.me':
        return read(asking, '/v1/users/me');
      case 'users.profile':
        return read(asking, `/v1/users/profile/${encodeURIComponent(String(input?.['username']))}`);
      case 'users.updateMe':
        return {
          method: 'POST',
          path: '/v1/users/me/update',
          headers: toHeaders(asking, true),
          body: JSON.stringify(input),
        };
      default:
        return operation satisfies never;
    }
  },

  readAnswer(status, text) {
    const body = JSON.parse(text);
    return { status, value: status < 300 ? body : body.error };
  },
};

function read(asking: Asking, path: string): HttpRequest {
  return { method: 'GET', path, headers: toHeaders(asking, false) };
}
