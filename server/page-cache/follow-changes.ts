import { randomUUID } from "node:crypto";
import { connect } from "@/db/client";
import { log } from "@/lib/log";
import { onPageChange, PAGE_CHANGES_CHANNEL, type PageChange, parsePageChange } from "@/lib/page-changes";

type Follower = {
  change: (change: PageChange) => void;
  /** Whether changes of other processes do not arrive. */
  setMissingChanges: (isMissingChanges: boolean) => void;
};

const PROBE_EVERY_MS = 2_000;
/** Two probes in a row were lost. */
const LOST_PROBES = 2.5;
const EVERYTHING: PageChange = { kind: "content", campaigns: null };

/**
 * Tells a follower of every change of a public page, of this process at once and of others on commit. A connection of its own
 * listens, and opens itself again. Whether it hears anything is probed all the time: a half-open connection or a pooler that
 * changes connections would keep silent without an error. `url` is that of PostgreSQL itself; with null, nothing of others is heard.
 */
export function followPageChanges(
  { change, setMissingChanges }: Follower,
  { url, probeEveryMs = PROBE_EVERY_MS }: { url: string | null; probeEveryMs?: number },
) {
  onPageChange(change);
  if (url === null) {
    setMissingChanges(true);
    return { stop: async () => {} };
  }
  const { $client: client } = connect(url, 1);
  const probe = `probe ${randomUUID()}`;
  let heardAt = 0;

  const onNotification = (payload: string) => {
    if (payload === probe) {
      heardAt = Date.now();
      setMissingChanges(false);
      return;
    }
    const announced = parsePageChange(payload);
    if (announced) change(announced);
  };
  const sendProbe = () =>
    client.notify(PAGE_CHANGES_CHANNEL, probe).catch(() => {
      // Not heard either, which is what counts.
    });
  const onListening = () => {
    // What changed while nobody listened is unknown.
    change(EVERYTHING);
    void sendProbe();
  };
  client.listen(PAGE_CHANGES_CHANNEL, onNotification, onListening).catch(() => {
    log().warn("changes of pages by other processes do not arrive: the database is unavailable");
  });

  const timer = setInterval(() => {
    if (Date.now() - heardAt > LOST_PROBES * probeEveryMs) setMissingChanges(true);
    void sendProbe();
  }, probeEveryMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await client.end({ timeout: 1 });
    },
  };
}
