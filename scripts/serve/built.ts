import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { sourceHash } from "../source-hash.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const own = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Where builds lie, each in a folder named by its sources. */
export const serversFolder = join(root, ".build", "servers")

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

/** The hash of this product's sources. */
export const ownBuildId = () => sourceHash(sources)

/** The files of a build in a folder. */
export const builtIn = (folder: string, buildId: string): BuiltServer => ({
  buildId,
  script: join(folder, "server.mjs"),
  assetsFolder: join(folder, "assets"),
})

/**
 * The product for Node, built in a process of its own when it is not there: the compilers end with it, and a machine that
 * only runs it need not have them. Throws with what they wrote when they fail.
 */
export async function builtServer(): Promise<BuiltServer> {
  const buildId = await ownBuildId()
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
