import { createServer } from 'node:http';
import { documentedProfile } from '../documented-profile.ts';
import { listen } from '../listen.ts';

const body = JSON.stringify(documentedProfile);
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };

const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
await listen(server);
