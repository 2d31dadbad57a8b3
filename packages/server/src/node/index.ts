export type { RejectionReason, ServerLogger } from './bad-requests.ts';
export { OVER_LIMIT_SLOTS, type Peer } from './connections.ts';
export { type Fetch, type HttpServer, type ServeOptions, serve } from './serve.ts';
