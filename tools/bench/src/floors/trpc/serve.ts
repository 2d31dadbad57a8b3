import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { createFloorAnswers } from '../floor-answers.ts';
import { databaseFile, listen } from '../listen.ts';
import { openFile } from '../statements.ts';
import { createFloorRouter } from './floor-router.ts';

const sqlite = openFile(databaseFile);
const answers = createFloorAnswers(sqlite);
const server = createHTTPServer({
  router: createFloorRouter(answers),
  basePath: '/trpc/',
  createContext: ({ req }) => ({ viewer: answers.judge(req.headers.cookie) }),
});
await listen(server, () => sqlite.close());
