import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { createBaselineAnswers } from '../baseline-answers.ts';
import { databaseFile, listen } from '../listen.ts';
import { openFile } from '../statements.ts';
import { createBaselineRouter } from './baseline-router.ts';

const sqlite = openFile(databaseFile);
const answers = createBaselineAnswers(sqlite);
const server = createHTTPServer({
  router: createBaselineRouter(answers),
  basePath: '/trpc/',
  createContext: ({ req }) => ({ viewer: answers.authenticate(req.headers.cookie) }),
});
await listen(server, () => sqlite.close());
