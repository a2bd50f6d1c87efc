// Starts a project command on a machine that has only Node >= 20 and npm: makes sure the dependencies of
// package-lock.json are installed, then runs scripts/<command>.ts on the pinned Node 24.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const windows = process.platform === "win32"
const pinnedNode = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node")
const stamp = join(root, "node_modules", ".shige-lock-hash")

// Before anything that takes long: it may be gone when the program starts.
const parent = process.ppid

function fail(sentence) {
  console.error(`\n${sentence}`)
  process.exit(1)
}

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")
}

function installWhenNeeded() {
  const wanted = lockHash()
  const upToDate = existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted
  if (upToDate) return
  console.error("Installing dependencies (npm ci), about a minute …")
  const done = spawnSync(windows ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: windows,
    env: { ...process.env, NODE_ENV: "development" },
  })
  if (done.error)
    fail("npm was not found. Install Node.js 20 or later together with npm, then run this again.")
  if (done.status !== 0)
    fail("The dependencies could not be installed: see npm's message above, then run this again.")
  if (!existsSync(pinnedNode))
    fail(
      "Node 24 could not be installed from the npm package `node`: allow its install script, then run this again.",
    )
  writeFileSync(stamp, wanted)
}

const [command, ...rest] = process.argv.slice(2)
const script = join(root, "scripts", `${command}.ts`)
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Node ${process.versions.node} is too old: Node 20 or later is needed.`)
if (!command || !existsSync(script))
  fail(`There is no command “${command ?? ""}”: see the scripts in package.json.`)
installWhenNeeded()

// What loads the modules of a start is garbage soon: a young generation of 128 MB would be kept for it.
const memory = command === "start" || command === "serve" ? ["--max-semi-space-size=8"] : []
const child = spawn(pinnedNode, [...memory, "--disable-warning=ExperimentalWarning", script, ...rest], {
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${join(root, "node_modules", ".bin")}${windows ? ";" : ":"}${process.env.PATH}`,
  },
})
// The child shares the terminal and gets Ctrl-C itself; this process only waits for its clean end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    if (signal !== "SIGINT") child.kill(signal)
  })
// npm hands a SIGTERM to a shell that dies of it without a word: then this process has another parent.
if (process.env.npm_lifecycle_event)
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM")
  }, 500).unref()
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
