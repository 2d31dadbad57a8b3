import { createAccounts } from '../accounts/accounts.ts';
import { readPeerEnvironment } from '../peer-environment.ts';
import { serveListener } from '../serve-listener.ts';
import { openFile } from '../sqlite/open-file.ts';
import { createExpressApp } from './create-express-app.ts';
import { createDrizzleStore } from './drizzle/create-drizzle-store.ts';

const { file, port } = readPeerEnvironment();
const accounts = createAccounts(createDrizzleStore(openFile(file)));
await serveListener(createExpressApp(accounts), port, accounts);
