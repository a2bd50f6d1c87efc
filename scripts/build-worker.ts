import { spawn } from "node:child_process"
import { existsSync, statSync } from "node:fs"
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { buildAssets, builtAssets } from "./build-assets.ts"
import { answerHelp } from "./call.ts"
import { sourceHash } from "./source-hash.ts"
import { withLock } from "./start/lock.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const buildFolder = join(root, ".build")
const buildsFolder = join(buildFolder, "builds")
/** Older builds stay for applications that still run from them. */
const buildsKept = 3

/** What a build is made of: a change in any of these files makes a new one. */
const sources = [
  "worker",
  "web",
  "schema/tables",
  "schema/migrations/meta/_journal.json",
  "scripts/build-assets.ts",
  "scripts/build-worker.ts",
]
const settings = ["wrangler.toml", "tsconfig.json", "package-lock.json"]

export interface BuiltWorker {
  /** Hash of the sources, which `/healthz` says. */
  buildId: string
  /** The Worker as one ES module, as it would be uploaded. */
  script: string
  /** What is served in front of the Worker: `assets/site.css` lies below it. */
  assetsFolder: string
}

/** Runs wrangler with telemetry off; its output goes to `log`. Throws with that output when it fails. */
async function wrangler(args: readonly string[], stdio: "quiet" | "inherit"): Promise<void> {
  const child = spawn(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], {
    cwd: root,
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_LOG_PATH: join(buildFolder, "wrangler-logs"),
    },
    stdio: stdio === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  )
  if (code !== 0) throw new Error(`wrangler ${args[0]} ended with ${code}\n${output}`)
}

const definition = (name: string, value: unknown) => ["--define", `${name}:${JSON.stringify(value)}`]

/** What wrangler is told besides wrangler.toml: which files to serve, their names, and the build's id. */
async function deployArguments({ buildId, assetsFolder }: BuiltWorker): Promise<string[]> {
  const names = await builtAssets(join(assetsFolder, "assets"))
  const definitions = [...definition("BUILD_ID", buildId), ...definition("ASSET_NAMES", names)]
  return ["deploy", "--assets", assetsFolder, ...definitions]
}

async function buildStaticFiles(assetsFolder: string): Promise<void> {
  await buildAssets(join(assetsFolder, "assets"))
  // Names carry a hash of the content, so a browser may keep the files for ever.
  const headers =
    "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n  X-Content-Type-Options: nosniff\n"
  await writeFile(join(assetsFolder, "_headers"), headers)
  // Cloudflare compresses by itself: the packed files are for those who run workerd themselves.
  await writeFile(join(assetsFolder, ".assetsignore"), "*.br\n*.gz\n")
}

const builtIn = (folder: string, buildId: string): BuiltWorker => ({
  buildId,
  script: join(folder, "worker", "index.js"),
  assetsFolder: join(folder, "assets"),
})

async function removeOldBuilds(): Promise<void> {
  const names = await readdir(buildsFolder)
  const aged = names.map((name) => ({ name, at: statSync(join(buildsFolder, name)).mtimeMs }))
  for (const { name } of aged.sort((a, b) => b.at - a.at).slice(buildsKept))
    await rm(join(buildsFolder, name), { recursive: true, force: true })
}

/**
 * Builds the Worker as it is deployed (wrangler's own bundling) with its static files, into a folder of .build/builds
 * named by its sources; does nothing when that build is there. Safe to call from several processes at once.
 */
export async function buildWorker(): Promise<BuiltWorker> {
  const buildId = await sourceHash([...sources, ...settings])
  const folder = join(buildsFolder, buildId)
  const result = builtIn(folder, buildId)
  if (existsSync(folder)) return result
  return withLock(join(buildFolder, "building.lock"), async () => {
    if (existsSync(folder)) return result
    const aside = join(buildFolder, "building")
    await rm(aside, { recursive: true, force: true })
    const making = builtIn(aside, buildId)
    await buildStaticFiles(making.assetsFolder)
    await wrangler(
      [...(await deployArguments(making)), "--dry-run", "--outdir", join(aside, "worker")],
      "quiet",
    )
    await mkdir(buildsFolder, { recursive: true })
    await rename(aside, folder)
    await removeOldBuilds()
    return result
  })
}

/**
 * buildWorker in a process of its own, which ends with all that the compilers took: for one that lives on. Throws with
 * what the build wrote when it fails.
 */
export async function buildWorkerApart(): Promise<BuiltWorker> {
  const buildId = await sourceHash([...sources, ...settings])
  const result = builtIn(join(buildsFolder, buildId), buildId)
  if (existsSync(join(buildsFolder, buildId))) return result
  const script = fileURLToPath(import.meta.url)
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
  })
  let output = ""
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString()
  })
  const code = await new Promise<number | null>((ended, fail) => child.on("error", fail).on("close", ended))
  if (code !== 0) throw new Error(`the build ended with ${code}\n${output}`)
  return result
}

/** Builds and uploads to the Cloudflare account that wrangler is signed in to; `args` go to `wrangler deploy`. */
async function deploy(args: readonly string[]): Promise<void> {
  await wrangler([...(await deployArguments(await buildWorker())), ...args], "inherit")
}

const usage = (deploying: boolean) =>
  deploying
    ? "npm run deploy -- [OPTIONS]\nBuilds the Worker and uploads it to Cloudflare; options go to wrangler deploy."
    : "npm run build\nBuilds the Worker as it is deployed into .build, and prints where it is."

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  answerHelp(usage(process.argv[2] === "--deploy"))
  const [first, ...rest] = process.argv.slice(2)
  if (first === "--deploy") await deploy(rest)
  else {
    const { script } = await buildWorker()
    console.log(`${script.slice(root.length)}`)
  }
}
