import { existsSync } from "node:fs"
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { create } from "tar"
import { answerHelp } from "./call.ts"
import { builtServer } from "./serve/built.ts"

const root = fileURLToPath(new URL("..", import.meta.url))

const usage = `npm run bundle
One archive in .build for a machine without internet: the product built for Node, its production packages, and Node
itself, for the kind of machine that this is.`

/** What the program reads while it runs, and the sources that tell a build by its hash. */
const sources = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "README.md",
  "scripts",
  "worker",
  "web",
  "schema",
] as const

interface Locked {
  dev?: boolean
  devOptional?: boolean
}

/** The folders of the packages that production needs and this machine has (those of other machines are not installed). */
async function productionPackages(): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>
  }
  return Object.entries(lock.packages)
    .filter(
      ([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional && existsSync(join(root, path)),
    )
    .map(([path]) => path)
}

/** A package without those that lie inside it: they are named by themselves. */
async function copyPackage(path: string, to: string): Promise<void> {
  const from = join(root, path)
  const inner = join(from, "node_modules")
  await cp(from, join(to, path), {
    recursive: true,
    dereference: true,
    filter: (file) => !file.startsWith(inner),
  })
}

const start = `#!/bin/sh
# The city of a configuration: ./serve [init | check | backup | restore] --config FILE
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/bin/node" --max-semi-space-size=8 --disable-warning=ExperimentalWarning "$here/scripts/serve.ts" "$@"
`

/** Makes the archive; answers its path. */
export async function bundle(): Promise<string> {
  const { buildId } = await builtServer()
  const name = `shige-${buildId}-${process.platform}-${process.arch}`
  const folder = join(root, ".build", "bundling", name)
  await rm(join(root, ".build", "bundling"), { recursive: true, force: true })
  await mkdir(join(folder, "bin"), { recursive: true })
  for (const source of sources) await cp(join(root, source), join(folder, source), { recursive: true })
  for (const path of await productionPackages()) await copyPackage(path, folder)
  await cp(join(root, ".build/servers", buildId), join(folder, ".build/servers", buildId), {
    recursive: true,
  })
  await cp(process.execPath, join(folder, "bin", "node"), { dereference: true })
  await writeFile(join(folder, "serve"), start, { mode: 0o755 })
  const archive = join(root, ".build", `${name}.tar.gz`)
  await create({ gzip: true, cwd: join(folder, ".."), file: `${archive}.part`, portable: true }, [name])
  await rename(`${archive}.part`, archive)
  await rm(join(root, ".build", "bundling"), { recursive: true, force: true })
  return archive
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  answerHelp(usage)
  console.log(await bundle())
}
