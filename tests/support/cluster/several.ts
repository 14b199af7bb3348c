import { fileURLToPath } from "node:url";
import { keepProcesses } from "@/server/cluster/keep-processes";

const exec = fileURLToPath(new URL("./one-of-several.ts", import.meta.url));
keepProcesses({ exec, args: process.argv.slice(2), count: 2 });
