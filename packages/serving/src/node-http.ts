/**
 * Node's HTTP as CommonJS has it. An import would ask for all that it exports, and for its `WebSocket` Node loads a whole
 * client: 7 MB and 30 ms that no server here needs (nodejs/node#59686).
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http');
