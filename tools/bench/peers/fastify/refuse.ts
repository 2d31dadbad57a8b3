import type { FastifyReply } from 'fastify';
import { type Refusal, toErrorBody } from '../accounts/refusal.ts';

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const body = toErrorBody(refusal);
  return reply.code(refusal.status).header('X-Correlation-Id', body.correlation_id).send(body);
}
