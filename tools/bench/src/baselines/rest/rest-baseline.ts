import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type BaselineAnswers, type BaselineViewer, isRefusal } from '../baseline-answers.ts';

const PROFILE = '/v1/users/profile/';

/** The three operations on bare node:http. Whoever asks is believed to ask rightly. */
export function createRestBaseline(answers: BaselineAnswers): RequestListener {
  return async (request, response) => {
    const viewer = answers.authenticate(request.headers.cookie);
    if (isRefusal(viewer)) return send(response, viewer);
    if (request.method !== 'POST') return send(response, read(answers, viewer, request.url ?? ''));
    const { username } = JSON.parse(await readBody(request));
    send(response, answers.rename(viewer, username));
  };
}

function read(answers: BaselineAnswers, viewer: BaselineViewer, path: string): object {
  if (path === '/v1/users/me') return answers.me(viewer);
  return answers.profile(viewer, decodeURIComponent(path.slice(PROFILE.length)));
}

function send(response: ServerResponse, answer: object): void {
  const text = JSON.stringify(answer);
  response.writeHead(isRefusal(answer) ? answer.status : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}
