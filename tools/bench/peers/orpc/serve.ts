import { createAccounts } from '../accounts/accounts.ts';
import { readPeerEnvironment } from '../peer-environment.ts';
import { serveListener } from '../serve-listener.ts';
import { createSqliteStore } from '../sqlite/create-sqlite-store.ts';
import { openFile } from '../sqlite/open-file.ts';
import { createOrpcListener } from './create-orpc-listener.ts';

const { file, port } = readPeerEnvironment();
const accounts = createAccounts(createSqliteStore(openFile(file)));
await serveListener(createOrpcListener(accounts), port, accounts);
