import { createAccounts } from '../accounts/accounts.ts';
import { announcePeer } from '../announce-peer.ts';
import { readPeerEnvironment } from '../peer-environment.ts';
import { createSqliteStore } from '../sqlite/create-sqlite-store.ts';
import { openFile } from '../sqlite/open-file.ts';
import { createFastifyApp } from './create-fastify-app.ts';

const { file, port } = readPeerEnvironment();
const accounts = createAccounts(createSqliteStore(openFile(file)));
const app = createFastifyApp(accounts);
announcePeer(await app.listen({ host: '127.0.0.1', port }), () => app.close());
