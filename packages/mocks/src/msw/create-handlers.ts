import type { ExampleViewer } from '@portal/contract';
import { type HttpHandler, http } from 'msw/http';
import { createMock, type MockOptions } from '../create-mock.ts';
import { answerIntercepted } from './answer-intercepted.ts';
import { ANYWHERE, createContractUrlFinder } from './contract-url.ts';

export interface HandlerOptions extends MockOptions {
  /** Where Portal is called: a URL, `''` for the page's own origin, or `*` for anywhere. @default '*' */
  readonly baseUrl?: string;
  /** Who asks when there is no session cookie; MSW keeps none in Node. @default 'anonymous' */
  readonly viewer?: ExampleViewer;
}

/**
 * Portal as handlers of MSW 3, for `setupServer`, `setupWorker` and Storybook. All of them are one mock; what is
 * not for Portal is left to other handlers. Throws on a base URL that is none.
 */
export function createHandlers({
  baseUrl = ANYWHERE,
  viewer,
  ...options
}: HandlerOptions = {}): HttpHandler[] {
  const mock = createMock(options);
  const findUrl = createContractUrlFinder(baseUrl);
  return [
    http.all(
      ({ request }) => findUrl(request) !== undefined,
      ({ request, cookies }) => {
        const url = findUrl(request);
        if (url === undefined) return undefined;
        return answerIntercepted(mock, { request, url, cookies, viewer });
      },
    ),
  ];
}
