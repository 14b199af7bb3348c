/** Preloaded into every child: when the stack that started it is gone, even by kill -9, it ends too. */
const GIVE_UP_AFTER_MS = 10_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), GIVE_UP_AFTER_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
