import { createHash } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { build, stop } from "esbuild"
import { bundleAsync } from "lightningcss"
import { plainName } from "../web/ui/asset.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
/** Old WeChat phones: Chrome 87 (Android X5) and Safari 14 (iOS 14). Versions as lightningcss wants them. */
const oldest = { chrome: 87 << 16, safari: 14 << 16, ios_saf: 14 << 16 }

/**
 * Builds `site.css` for browsers that know no `@layer`: the sheets of web/styles/site.css are joined in the order of
 * their layers, without them. The cascade stays the same as long as no selector is stronger than one of a later layer
 * that sets the same property; the base layer therefore names elements only (test/web/styles.test.ts).
 */
async function buildStyles(outDir: string): Promise<void> {
  const { code } = await bundleAsync({
    filename: join(root, "web/styles/site.css"),
    targets: oldest,
    minify: true,
    resolver: { read: async (path) => (await readFile(path, "utf8")).replace(/ layer\([a-z]+\);/g, ";") },
  })
  await writeFile(join(outDir, "site.css"), code)
}

/** Builds every `*.tsx` directly in web/islands as one ES module of the same name. */
async function buildIslands(outDir: string): Promise<void> {
  const folder = join(root, "web/islands")
  const names = (await readdir(folder)).filter((name) => name.endsWith(".tsx"))
  if (names.length === 0) return
  await build({
    entryPoints: names.map((name) => join(folder, name)),
    outdir: outDir,
    bundle: true,
    format: "esm",
    minify: true,
    target: ["chrome87", "safari14"],
    // esbuild cannot lower it; what it holds against Safari 14 is a rare fault of nested assignment patterns.
    supported: { destructuring: true },
    jsx: "automatic",
    jsxImportSource: "hono/jsx/dom",
    legalComments: "none",
    logLevel: "warning",
  })
  // Its service would stay in memory as long as whoever asked for the build: npm start for days.
  await stop()
}

/** Copies what is served as it is: everything in web/public. */
async function copyPublic(outDir: string): Promise<void> {
  const folder = join(root, "web/public")
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isFile()) await writeFile(join(outDir, entry.name), await readFile(join(folder, entry.name)))
}

/** Endings of the packed files beside a file of text. */
const packed = /\.(br|gz)$/

/** Gives a file a name with the hash of its content; text is packed beside it, so that nobody packs it at each request. */
async function finish(outDir: string, name: string): Promise<void> {
  const content = await readFile(join(outDir, name))
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10)
  const final = name.replace(/(?=\.[a-z]+$)/, `.${hash}`)
  await rename(join(outDir, name), join(outDir, final))
  if (!/\.(css|js|svg)$/.test(name)) return
  await writeFile(join(outDir, `${final}.br`), brotliCompressSync(content))
  await writeFile(join(outDir, `${final}.gz`), gzipSync(content, { level: 9 }))
}

/** Builds all browser files into `outDir` (emptied first), served under /assets/. */
export async function buildAssets(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  await Promise.all([buildStyles(outDir), buildIslands(outDir), copyPublic(outDir)])
  for (const name of await readdir(outDir)) await finish(outDir, name)
}

/** The files that `buildAssets` made: name in pages → name with the hash of the content. */
export async function builtAssets(outDir: string): Promise<Record<string, string>> {
  const names = (await readdir(outDir)).filter((name) => !packed.test(name)).sort()
  return Object.fromEntries(names.map((name) => [plainName(name), name]))
}

/** Bytes of each file that `buildAssets` made, compressed with gzip, by its name in pages. */
export async function assetSizes(outDir: string): Promise<Record<string, number>> {
  const names = Object.entries(await builtAssets(outDir))
  const sizes = names.map(async ([plain, name]) => {
    const { length } = gzipSync(await readFile(join(outDir, name)), { level: 9 })
    return [plain, length] as const
  })
  return Object.fromEntries(await Promise.all(sizes))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = join(root, ".build/assets")
  await buildAssets(outDir)
  for (const [name, size] of Object.entries(await assetSizes(outDir)))
    console.log(`${name.padEnd(24)} ${(size / 1024).toFixed(1)} KB compressed`)
}
