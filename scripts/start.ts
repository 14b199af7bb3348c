import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { defineCommand } from "./command-line";
import { hasBuild } from "./stack/build";
import { requireEnvironment, warnIfNodeTooOld } from "./stack/production";

defineCommand(
  "npm start",
  "Serves the built site on PORT (3000) and HOSTNAME, by WEB_CONCURRENCY (1) processes. .env.example lists the other variables.",
).parse();

warnIfNodeTooOld();
requireEnvironment();
if (!(await hasBuild())) {
  console.error("There is no build yet. Run `npm run build` first.");
  process.exit(1);
}

const { PORT = "3000", HOSTNAME } = process.env;
const startWeb = fileURLToPath(new URL("../server/start-web.ts", import.meta.url));
const endWithParent = new URL("./stack/end-with-parent.mjs", import.meta.url).href;
const address = [PORT, ...(HOSTNAME ? [HOSTNAME] : [])];
const web = spawn(process.execPath, ["--import", endWithParent, "--import", "tsx", startWeb, ...address], {
  env: { ...process.env, NODE_ENV: "production" },
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    isStopping = true;
    // Ctrl-C need not wait for a load balancer.
    web.kill(signal === "SIGINT" ? "SIGINT" : "SIGTERM");
  });
}
web.once("exit", (code) => process.exit(code ?? (isStopping ? 0 : 1)));
