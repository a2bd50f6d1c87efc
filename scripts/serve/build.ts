import { existsSync, statSync } from "node:fs"
import { mkdir, readdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build, stop } from "esbuild"
import { buildAssets, builtAssets } from "../build-assets.ts"
import { withLock } from "../start/lock.ts"
import { type BuiltServer, builtIn, ownBuildId, serversFolder } from "./built.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))
const own = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const buildFolder = join(root, ".build")
const buildsKept = 2

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
    // Half the text to be read and kept; names stay, for whoever reads a stack.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    logLevel: "error",
  })
  await stop()
}

/** Builds the product for Node unless that build is there. Safe to call from several processes at once. */
async function buildServer(): Promise<void> {
  const buildId = await ownBuildId()
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

if (process.argv[1] === own("build.ts")) await buildServer()
