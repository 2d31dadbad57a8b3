import type { Response } from 'express';
import { type Refusal, toErrorBody } from '../accounts/refusal.ts';

export function refuse(response: Response, refusal: Refusal): void {
  const body = toErrorBody(refusal);
  response.status(refusal.status).set('X-Correlation-Id', body.correlation_id).json(body);
}
