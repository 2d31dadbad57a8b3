import { matchOperation, type OperationId, operationEntries } from '@portal/contract';
import type { Exchange } from './exchange.ts';

const ids = new Map<string | undefined, OperationId>(operationEntries.map(([id]) => [id, id]));

export function findTrpcOperation(procedure: string | undefined): OperationId | 'none' {
  return ids.get(procedure) ?? 'none';
}

/** The operation a request is for, also when it was refused on the way there. */
export function findRestOperation({ request, path }: Exchange): OperationId | 'none' {
  const match = matchOperation(request.method, path);
  return match.found === 'operation' ? match.id : 'none';
}
