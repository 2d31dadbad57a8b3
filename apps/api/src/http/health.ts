import type { Exchange, Step } from './exchange.ts';
import { refuseOtherMethods } from './refuse-other-methods.ts';
import { type Reply, replyJson, replyRefusal } from './reply.ts';

const OK = replyJson('{"status":"ok"}');

/** `/healthz` says that the process lives; `/readyz` that it can serve now. */
export function createServeHealth(isReady: () => Promise<boolean>): Step {
  const answerReady = async (exchange: Exchange): Promise<Reply> =>
    (await isReady()) ? OK : replyRefusal(exchange, { code: 'service_unavailable' });
  return (exchange) => {
    switch (exchange.path) {
      case '/healthz':
        return refuseOtherMethods(exchange) ?? OK;
      case '/readyz':
        return refuseOtherMethods(exchange) ?? answerReady(exchange);
      default:
        return undefined;
    }
  };
}
