import type { ExampleViewer } from '@portal/contract';

/** The viewer of a request, and the `Cookie` header that signs it in. */
export interface Session {
  readonly viewer: ExampleViewer;
  readonly cookie: string | undefined;
}

export const ANONYMOUS: Session = { viewer: 'anonymous', cookie: undefined };
