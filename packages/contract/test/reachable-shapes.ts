import { z } from 'zod';
import { ErrorResponse, RestrictedErrorResponse } from '../src/errors/error-schemas.ts';
import { operationEntries } from '../src/operations/operations.ts';

const LEAVES = ['string', 'number', 'boolean', 'literal', 'unknown'];

/** The shapes that the contract shows to callers: what goes in, what comes out, what goes wrong. */
export const contractShapes: readonly z.ZodType[] = [
  ...operationEntries.flatMap(([, { input, output }]) => [
    ...(input.from === 'nothing' ? [] : [input.schema]),
    output,
  ]),
  ErrorResponse,
  RestrictedErrorResponse,
];

/** Every shape within these, themselves included; throws at a kind it does not know, so none is passed over. */
export function collectShapes(shapes: readonly z.ZodType[]): readonly z.ZodType[] {
  const found = new Set<z.ZodType>();
  const visit = (shape: z.ZodType) => {
    if (found.has(shape)) return;
    found.add(shape);
    for (const part of partsOf(shape)) visit(part);
  };
  for (const shape of shapes) visit(shape);
  return [...found];
}

function partsOf(shape: z.ZodType): readonly z.ZodType[] {
  if (shape instanceof z.ZodObject) return Object.values(shape.shape);
  if (shape instanceof z.ZodArray) return [shape.element as z.ZodType];
  if (shape instanceof z.ZodUnion) return shape.options as readonly z.ZodType[];
  if (shape instanceof z.ZodOptional) return [shape.unwrap() as z.ZodType];
  if (shape instanceof z.ZodNullable) return [shape.unwrap() as z.ZodType];
  if (shape instanceof z.ZodReadonly) return [shape.unwrap() as z.ZodType];
  if (LEAVES.includes(shape.type)) return [];
  throw new Error(`no test knows how to look into a ${shape.type}`);
}
