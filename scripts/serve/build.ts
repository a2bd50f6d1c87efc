import { spawn } from "node:child_process"
import { existsSync, statSync } from "node:fs"
import { mkdir, readdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build, stop } from "esbuild"
import { buildAssets, builtAssets } from "../build-assets.ts"
import { sourceHash } from "../build-worker.ts"
import { withLock } from "../start/lock.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const own = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const buildFolder = join(root, ".build")
const serversFolder = join(buildFolder, "servers")
const buildsKept = 2

/** What a build is made of: a change in any of these files makes a new one. */
const sources = [
  "worker",
  "web",
  "schema/tables",
  "schema/migrations/meta/_journal.json",
  "scripts/build-assets.ts",
  "scripts/serve/build.ts",
  "scripts/serve/workers-module.ts",
  "scripts/serve/sockets-module.ts",
  "tsconfig.json",
  "package-lock.json",
]

/** The product for Node as it lies on the disk. */
export interface BuiltServer {
  /** Hash of the sources, which `/healthz` says. */
  buildId: string
  /** The module of worker/index.ts, for Node. */
  script: string
  assetsFolder: string
}

const builtIn = (folder: string, buildId: string): BuiltServer => ({
  buildId,
  script: join(folder, "server.mjs"),
  assetsFolder: join(folder, "assets"),
})

async function removeOldBuilds(): Promise<void> {
  const names = await readdir(serversFolder)
  const aged = names.map((name) => ({ name, at: statSync(join(serversFolder, name)).mtimeMs }))
  for (const { name } of aged.sort((a, b) => b.at - a.at).slice(buildsKept))
    await rm(join(serversFolder, name), { recursive: true, force: true })
}

async function bundle(made: BuiltServer): Promise<void> {
  await buildAssets(made.assetsFolder)
  const names = await builtAssets(made.assetsFolder)
  await build({
    entryPoints: [join(root, "worker/index.ts")],
    outfile: made.script,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    // What the runtime of Cloudflare has and Node has not; everything else is the Worker itself.
    alias: {
      "cloudflare:workers": own("workers-module.ts"),
      "cloudflare:sockets": own("sockets-module.ts"),
    },
    define: { BUILD_ID: JSON.stringify(made.buildId), ASSET_NAMES: JSON.stringify(names) },
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
    },
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "error",
  })
  await stop()
}

/** Builds the product for Node unless that build is there. Safe to call from several processes at once. */
async function buildServer(): Promise<void> {
  const buildId = await sourceHash(sources)
  const folder = join(serversFolder, buildId)
  await withLock(join(buildFolder, "building-server.lock"), async () => {
    if (existsSync(folder)) return
    const aside = join(buildFolder, "building-server")
    await rm(aside, { recursive: true, force: true })
    await bundle(builtIn(aside, buildId))
    await mkdir(serversFolder, { recursive: true })
    await rename(aside, folder)
    await removeOldBuilds()
  })
}

/**
 * The product for Node, built in a process of its own when it is not there: the compilers end with it. Throws with what
 * they wrote when they fail.
 */
export async function builtServer(): Promise<BuiltServer> {
  const buildId = await sourceHash(sources)
  const found = builtIn(join(serversFolder, buildId), buildId)
  if (existsSync(found.script)) return found
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", own("build.ts")], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
  })
  let output = ""
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString()
  })
  const code = await new Promise<number | null>((ended, fail) => child.on("error", fail).on("close", ended))
  if (code !== 0) throw new Error(`the build ended with ${code}\n${output}`)
  return found
}

if (process.argv[1] === own("build.ts")) await buildServer()
