import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"

/** Paths below a folder that end in .ts or .tsx, from the root, sorted; none when there is no folder. */
export function sourcesIn(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort()
  } catch {
    return []
  }
}

/** One hash of these files' names and texts. */
export function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash("sha256")
  for (const file of files)
    hash
      .update(`${file}\n`)
      .update(readFileSync(join(root, file)))
      .update("\n")
  return hash.digest("hex").slice(0, 16)
}

/** A copy of the project in the folder for temporary files, with the same packages; `remove` takes it away. */
export async function copyProject(root: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "shige-mutants-"))
  const left = new Set(["node_modules", ".build", ".data", ".git", ".wrangler", "coverage"])
  for (const name of await readdir(root))
    if (!left.has(name)) await cp(join(root, name), join(folder, name), { recursive: true })
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir")
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** For each file, those that it imports by a relative path, itself and what they import in turn among them. */
export function importsOf(root: string, files: readonly string[]): (file: string) => ReadonlySet<string> {
  const known = new Set(files)
  const own = new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), "utf8")
      const named = [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, path]) =>
        relative(root, join(root, file, "..", path ?? "")),
      )
      return [file, named.filter((path) => known.has(path))]
    }),
  )
  const found = new Map<string, ReadonlySet<string>>()
  return (file) => {
    const before = found.get(file)
    if (before) return before
    const reached = new Set([file])
    for (const path of reached) for (const next of own.get(path) ?? []) reached.add(next)
    found.set(file, reached)
    return reached
  }
}
