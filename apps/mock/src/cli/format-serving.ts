import type { MockServerOptions } from './command-options.ts';

/** What a person needs to try a mock that has just started: where it is, and lines to paste. */
export function formatServing(url: string, mode: MockServerOptions['mode']): string {
  return `The mock of Portal is listening on ${url} in mode ${mode}
  console   ${url}/__mock
  REST      ${url}/v1
  tRPC      ${url}/trpc
  OpenAPI   ${url}/openapi.json

Paste a line:

# the documented profile
curl ${url}/v1/users/profile/exampleuser -b "psession=YOUR_SESSION"

# the documented update
curl -X POST ${url}/v1/users/me/update -H "Content-Type: application/json" -b "psession=YOUR_SESSION" -d '{"username": "newname", "avatar_source": "discord"}'

# any example by its name, or by its status
curl ${url}/v1/users/me -H "Prefer: example=no-platforms"
curl ${url}/v1/users/profile/exampleuser -H "Prefer: code=404"

# what an admin sees
curl ${url}/v1/users/profile/exampleuser -H "Mock-Viewer: admin"

`;
}
