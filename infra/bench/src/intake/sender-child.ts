import { sendClosed } from './send-closed.js';
import { sendPaced } from './send-paced.js';
import type { Sending } from './sending.js';

process.once('message', async (sending: Sending) => {
  try {
    const sent = sending.kind === 'closed' ? await sendClosed(sending) : await sendPaced(sending);
    process.send?.({ sent });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    process.disconnect();
  }
});
process.once('disconnect', () => process.exit());
