import { z } from 'zod';

/** ISO 8601 UTC in whole seconds with `Z`. */
export const TimestampShape = z.iso.datetime({ precision: 0 });
