const mock = new URLSearchParams(location.search).get('mock');

/** A call over REST, as any app makes it. */
async function rest(path, { body, headers, method = body === undefined ? 'GET' : 'POST' } = {}) {
  const response = await fetch(`${mock}${path}`, {
    method,
    credentials: 'include',
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    example: response.headers.get('Mock-Example'),
    violations: response.headers.get('Mock-Violations'),
    applied: response.headers.get('Preference-Applied'),
    body: response.status === 204 ? null : await response.json(),
  };
}

/** Calls made together with a client of that link, as any app makes them. */
async function trpc(link, calls) {
  const { createTRPCClient, ...links } = await import('@trpc/client');
  const options = {
    url: `${mock}/trpc`,
    fetch: (url, init) => fetch(url, { ...init, credentials: 'include' }),
  };
  const client = createTRPCClient({ links: [links[link](options)] });
  return Promise.all(
    calls.map(([procedure, input]) => {
      const [group, method] = procedure.split('.');
      const kind = procedure === 'users.updateMe' ? 'mutate' : 'query';
      return client[group][method][kind](input);
    }),
  );
}

async function settle(promise) {
  try {
    return await promise;
  } catch (error) {
    return { failed: error.message, status: error.data?.httpStatus ?? null };
  }
}

/** Shows what a call gave, for whoever looks at the page. */
async function show(name, promise) {
  const term = document.createElement('dt');
  const value = document.createElement('dd');
  term.textContent = name;
  value.textContent = JSON.stringify(await settle(promise));
  document.querySelector('dl').append(term, value);
}

/** What the tests make the page do. */
window.app = {
  signIn: (viewer) => show('sign in', rest('/__mock/sessions', { body: { viewer } })),
  rest: (name, path, options) => show(name, rest(path, options)),
  trpc: (name, link, calls) => show(name, trpc(link, calls)),
};
document.documentElement.dataset.ready = 'yes';
