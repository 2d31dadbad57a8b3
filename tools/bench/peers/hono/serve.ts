import { serve } from '@hono/node-server';
import { createAccounts } from '../accounts/accounts.ts';
import { announcePeer } from '../announce-peer.ts';
import { readPeerEnvironment } from '../peer-environment.ts';
import { createSqliteStore } from '../sqlite/create-sqlite-store.ts';
import { openFile } from '../sqlite/open-file.ts';
import { createHonoApp } from './create-hono-app.ts';

const { file, port } = readPeerEnvironment();
const accounts = createAccounts(createSqliteStore(openFile(file)));
const { fetch } = createHonoApp(accounts);
const server = serve({ fetch, port, hostname: '127.0.0.1' }, ({ port: taken }) => {
  announcePeer(`http://127.0.0.1:${taken}`, async () => {
    await new Promise((resolve) => server.close(resolve));
    accounts.close();
  });
});
