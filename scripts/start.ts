import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { defineCommand } from "./command-line";
import { hasBuild } from "./stack/build";
import { requireEnvironment, warnIfNodeTooOld } from "./stack/production";

defineCommand(
  "npm start",
  "Serves the built site on PORT (3000) and HOSTNAME. .env.example lists the other variables.",
).parse();

warnIfNodeTooOld();
requireEnvironment();
if (!(await hasBuild())) {
  console.error("There is no build yet. Run `npm run build` first.");
  process.exit(1);
}

const { PORT = "3000", HOSTNAME } = process.env;
const webServer = fileURLToPath(new URL("../server/web-server.ts", import.meta.url));
const endWithParent = new URL("./stack/end-with-parent.mjs", import.meta.url).href;
const address = [PORT, ...(HOSTNAME ? [HOSTNAME] : [])];
const web = spawn(process.execPath, ["--import", endWithParent, "--import", "tsx", webServer, ...address], {
  env: { ...process.env, NODE_ENV: "production" },
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    isStopping = true;
    web.kill("SIGTERM");
  });
}
web.once("exit", (code) => process.exit(isStopping ? 0 : (code ?? 1)));
