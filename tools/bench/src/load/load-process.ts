import type { LoadOrder } from './load-order.ts';
import { runLoad } from './run-load.ts';

/** Loads have a process of their own, so that the server has a processor to itself. */
process.on('message', (order: LoadOrder) => {
  runLoad(order).then(
    (report) => process.send?.({ report }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});

// Whoever ordered loads is gone, in whatever way.
process.once('disconnect', () => process.exit());
