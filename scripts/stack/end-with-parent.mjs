/** Preloaded into every child process: ends it when its parent exits, even by kill -9. */
const EXIT_TIMEOUT_MS = 10_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), EXIT_TIMEOUT_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
