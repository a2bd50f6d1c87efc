import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { bundleAsync } from "lightningcss"

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
}

/** Copies what is served as it is: everything in web/public. */
async function copyPublic(outDir: string): Promise<void> {
  const folder = join(root, "web/public")
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isFile()) await writeFile(join(outDir, entry.name), await readFile(join(folder, entry.name)))
}

/** Builds all browser files into `outDir` (emptied first), served under /assets/. Returns their compressed sizes in bytes. */
export async function buildAssets(outDir: string): Promise<Record<string, number>> {
  await rm(outDir, { recursive: true, force: true })
  await mkdir(outDir, { recursive: true })
  await Promise.all([buildStyles(outDir), buildIslands(outDir), copyPublic(outDir)])
  const sizes: Record<string, number> = {}
  for (const name of (await readdir(outDir)).sort())
    sizes[name] = gzipSync(await readFile(join(outDir, name)), { level: 9 }).length
  return sizes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, size] of Object.entries(await buildAssets(join(root, ".build/assets"))))
    console.log(`${name.padEnd(24)} ${(size / 1024).toFixed(1)} KB compressed`)
}
